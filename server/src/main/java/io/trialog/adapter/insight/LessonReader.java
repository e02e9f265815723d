package io.trialog.adapter.insight;

import io.trialog.event.MetricKind;
import io.trialog.event.TrialState;
import io.trialog.projection.ExperimentBoard;
import io.trialog.projection.ExperimentSummary;
import io.trialog.projection.TrialQuery;
import io.trialog.projection.TrialRow;
import io.trialog.projection.series.SeriesKey;
import io.trialog.projection.series.SeriesPoint;
import io.trialog.projection.series.SeriesProjection;
import io.trialog.projection.series.SeriesReader;
import io.trialog.spi.space.Configuration;
import io.trialog.tuners.space.ModelSpace;
import io.trialog.tuners.space.Point;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what can be learnt from an experiment's trials: those that succeeded, with a configuration of the space that is searched
 * now and a finite value. Of very many trials a sample, which stays nearly the same as more come.
 */
final class LessonReader {

    private static final int MAX = 2000;

    private final ExperimentBoard board;
    private final SeriesProjection series;

    LessonReader(ExperimentBoard board, SeriesProjection series) {
        this.board = board;
        this.series = series;
    }

    /**
     * Reads values of the board, or, of numbers that are no objective, of the store of series.
     *
     * @param asOf only trials that had ended by then
     * @throws io.trialog.projection.series.SeriesUnavailableException when the store is needed and cannot be read
     */
    Lessons read(ExperimentSummary experiment, String metric, Instant asOf) {
        List<TrialRow> rows = sample(board
                .trials(
                        experiment.id(),
                        new TrialQuery(Set.of(TrialState.SUCCEEDED), TrialQuery.Sort.NUMBER, 0, Integer.MAX_VALUE))
                .trials()
                .stream()
                .filter(row -> row.endedAt() != null && !row.endedAt().isAfter(asOf))
                .toList());
        ModelSpace space = ModelSpace.of(experiment.config().searchSpace());
        if (experiment.config().objectives().metrics().contains(metric)) {
            boolean isFirst = experiment.config().metric().name().equals(metric);
            return lessons(
                    experiment,
                    space,
                    metric,
                    rows,
                    row -> isFirst ? row.value() : row.objectives().get(metric));
        }
        long owner = board.beginning(experiment.id()).orElse(Long.MAX_VALUE);
        return series.read(
                board.position(),
                reader -> lessons(experiment, space, metric, rows, row -> last(reader, owner, row, metric)));
    }

    /** Of the final report of the last attempt; null when it has no such number. */
    private static @Nullable Double last(SeriesReader reader, long experiment, TrialRow row, String metric) {
        SeriesKey key = new SeriesKey(experiment, row.number(), row.attempt(), MetricKind.FINAL, metric);
        List<SeriesPoint> points = reader.points(key, 0, 1);
        return points.isEmpty() ? null : (Double) points.get(0).value();
    }

    private static Lessons lessons(
            ExperimentSummary experiment,
            ModelSpace space,
            String metric,
            List<TrialRow> rows,
            Function<TrialRow, @Nullable Double> value) {
        List<Point> points = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        for (TrialRow row : rows) {
            Double found = value.apply(row);
            Point point = space.encode(Configuration.of(row.configuration()));
            if (found != null && Double.isFinite(found) && space.isComplete(point)) {
                points.add(point);
                values.add(found);
            }
        }
        return new Lessons(experiment.config().searchSpace(), metric, points, values);
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
