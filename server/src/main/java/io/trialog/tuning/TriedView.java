package io.trialog.tuning;

import io.trialog.event.TrialValueAveraged;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

    /** Whether there is a trial of this configuration, in whatever state, or it waits to become one. */
    boolean isKnown(Map<String, @Nullable Object> configuration);

    /** The result of the first trial of this configuration that succeeded. */
    Optional<Result> result(Map<String, @Nullable Object> configuration);

    /** The values that have to change so that all trials of a configuration that succeeded have the mean of their results. */
    List<TrialValueAveraged> averages();
}
