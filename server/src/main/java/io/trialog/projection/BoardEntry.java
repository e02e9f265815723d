package io.trialog.projection;

import io.trialog.event.MetricKind;
import io.trialog.event.MetricReported;
import io.trialog.event.TrialEnded;
import io.trialog.event.TrialState;
import io.trialog.spi.tuner.Direction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListSet;

/** One experiment on the board. One thread changes it, any thread reads. */
final class BoardEntry {

    private record Ranked(double loss, long number) {}

    private static final Comparator<Ranked> BEST_FIRST =
            Comparator.comparingDouble(Ranked::loss).thenComparingLong(Ranked::number);

    private final GrowingArray<TrialRow> trials = new GrowingArray<>();
    private final GrowingArray<PositionList> metrics = new GrowingArray<>();
    private final ConcurrentSkipListSet<Ranked> ranking = new ConcurrentSkipListSet<>(BEST_FIRST);
    private volatile ExperimentSummary summary;

    BoardEntry(ExperimentSummary summary) {
        this.summary = summary;
    }

    ExperimentSummary summary() {
        return summary;
    }

    void update(ExperimentSummary next) {
        summary = next;
    }

    Optional<TrialRow> trial(long number) {
        return Optional.ofNullable(trials.get(number));
    }

    long[] metricPositions(long number) {
        PositionList positions = metrics.get(number);
        return positions == null ? new long[0] : positions.toArray();
    }

    void add(TrialRow row) {
        metrics.set(row.number(), new PositionList());
        trials.set(row.number(), row);
        summary = summary.counted(summary.counts().added(row.state()));
    }

    void replace(TrialRow old, TrialRow next) {
        trials.set(next.number(), next);
        if (old.state() != next.state()) {
            summary = summary.counted(summary.counts().moved(old.state(), next.state()));
        }
    }

    void report(TrialRow row, MetricReported report, long position) {
        PositionList positions = metrics.get(row.number());
        if (positions != null) {
            positions.add(position);
        }
        TrialRow next = report.attempt() != row.attempt()
                ? row.reportedLate()
                : report.kind() == MetricKind.FINAL
                        ? row.reportedFinal(report.value())
                        : row.reportedIntermediate(report.value());
        replace(row, next);
    }

    void end(TrialRow row, TrialEnded ended, Instant at) {
        replace(row, row.ended(ended, at));
        Double value = ended.value();
        if (ended.state() != TrialState.SUCCEEDED || value == null || !Double.isFinite(value)) {
            return;
        }
        Direction direction = summary.config().optimizeMode();
        ranking.add(new Ranked(direction.toLoss(value), row.number()));
        if (ranking.first().number() == row.number()) {
            summary = summary.improved(new BestTrial(row.number(), value, row.configuration()));
        }
    }

    TrialPage page(TrialQuery query) {
        List<TrialRow> page = new ArrayList<>();
        int matching = 0;
        for (long number : numbers(query.sort())) {
            TrialRow row = trials.get(number);
            if (row != null && (query.states().isEmpty() || query.states().contains(row.state()))) {
                if (matching >= query.offset() && page.size() < query.limit()) {
                    page.add(row);
                }
                matching++;
            }
        }
        return new TrialPage(matching, query.offset(), page);
    }

    private long[] numbers(TrialQuery.Sort sort) {
        if (sort == TrialQuery.Sort.BEST) {
            return ranking.stream().mapToLong(Ranked::number).toArray();
        }
        int size = trials.size();
        long[] numbers = new long[size];
        for (int i = 0; i < size; i++) {
            numbers[i] = sort == TrialQuery.Sort.NUMBER ? i : size - 1 - i;
        }
        return numbers;
    }
}
