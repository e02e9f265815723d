package io.trialog.tuning;

import io.trialog.event.TrialValueAveraged;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an experiment has tried so far, as decisions see it. Engine thread only. */
interface TriedView {

    /**
     * A result that may stand for another.
     *
     * @param number the trial that has it
     * @param value its value
     * @param several its values of all objectives; empty when there is but one
     */
    record Result(long number, double value, Map<String, Double> several) {}

    /**
     * Whether there is such a trial, in whatever state, or it waits to become one.
     *
     * @param key see {@link StoredValues#key}
     */
    boolean isKnown(Object key);

    /** The result of the first such trial that succeeded. */
    Optional<Result> result(Object key);

    /** The values that have to change so that all trials of a configuration that succeeded have the mean of their results. */
    List<TrialValueAveraged> averages();
}
