package io.trialog.adapter.insight;

import io.trialog.projection.ExperimentBoard;
import io.trialog.projection.ExperimentSummary;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Models of what trials' values depend on. The newest few are kept, each as long as nothing else is there to learn from. For one
 * thread at a time: a new model takes about a second of it.
 */
public final class ValueModels {

    /** From fewer trials nothing is learnt. */
    public static final int MIN_TRIALS = 10;

    private static final int MAX_KEPT = 4; // of a few megabytes each

    private final LessonReader reader;
    private final Map<Lessons, ValueModel> kept = new LinkedHashMap<>();

    /** Models of the trials on this board. */
    public ValueModels(ExperimentBoard board) {
        this.reader = new LessonReader(board);
    }

    /**
     * The model of one number of an experiment's trials.
     *
     * @param metric the name of the number, in final reports
     * @param asOf the last position of the log that counts
     * @throws TooFewTrialsException when there are fewer than {@link #MIN_TRIALS}
     */
    public ValueModel of(ExperimentSummary experiment, String metric, long asOf) {
        Lessons lessons = reader.read(experiment, metric, asOf);
        if (lessons.values().size() < MIN_TRIALS) {
            throw new TooFewTrialsException(MIN_TRIALS, lessons.values().size(), metric);
        }
        ValueModel known = kept.remove(lessons);
        ValueModel model = known == null ? ValueModel.of(lessons) : known;
        kept.put(lessons, model); // the newest is the last
        if (kept.size() > MAX_KEPT) {
            kept.remove(kept.keySet().iterator().next());
        }
        return model;
    }
}
