package io.trialog.adapter.insight;

import io.trialog.event.TrialState;
import io.trialog.projection.ExperimentBoard;
import io.trialog.projection.ExperimentSummary;
import io.trialog.projection.TrialMetrics;
import io.trialog.projection.TrialRow;
import io.trialog.spi.space.Configuration;
import io.trialog.spi.space.SearchSpace;
import io.trialog.tuners.space.ModelSpace;
import io.trialog.tuners.space.Point;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Gathers what can be learnt from an experiment's trials: those that succeeded, with a configuration of the space that is searched
 * now and a finite value. Of very many trials a sample, which stays nearly the same as more come.
 */
final class LessonReader {

    private static final int MAX = 2000;

    private final ExperimentBoard board;

    LessonReader(ExperimentBoard board) {
        this.board = board;
    }

    /**
     * Looks at all trials.
     *
     * @param metric the name of a number, in final reports
     * @param asOf the last position of the log that counts
     */
    Lessons read(ExperimentSummary experiment, String metric, long asOf) {
        SearchSpace searched = experiment.config().searchSpace();
        ModelSpace space = ModelSpace.of(searched);
        TrialMetrics metrics = new TrialMetrics(experiment.config().objectives());
        List<Point> points = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        for (TrialRow row : sample(succeeded(experiment, asOf))) {
            Double value = metrics.of(row, metric);
            Point point = space.encode(Configuration.of(row.configuration()));
            if (value != null && Double.isFinite(value) && space.isComplete(point)) {
                points.add(point);
                values.add(value);
            }
        }
        return new Lessons(searched, metric, points, values);
    }

    private List<TrialRow> succeeded(ExperimentSummary experiment, long asOf) {
        return board.trials(experiment.id()).stream()
                .map(row -> row.asOf(asOf))
                .filter(row -> row != null && row.state() == TrialState.SUCCEEDED)
                .toList();
    }

    /** Those whose hashes are smallest: a sample that an added trial changes in one place at most. */
    private static List<TrialRow> sample(List<TrialRow> rows) {
        return rows.size() <= MAX
                ? rows
                : rows.stream()
                        .sorted(Comparator.comparingLong(row -> hash(row.number())))
                        .limit(MAX)
                        .sorted(Comparator.comparingLong(TrialRow::number))
                        .toList();
    }

    /** The finaliser of SplitMix64 (Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014). */
    private static long hash(long number) {
        long z = (number + 1) * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
