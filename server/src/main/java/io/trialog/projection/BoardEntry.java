package io.trialog.projection;

import io.trialog.event.MetricKind;
import io.trialog.event.MetricReported;
import io.trialog.metric.Objectives;
import io.trialog.port.SnapshotLine;
import io.trialog.spi.tuner.Pareto;
import io.trialog.trial.QueuedTrial;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** One experiment on the board. One thread changes it, any thread reads. */
final class BoardEntry {

    private record Ranked(double loss, long number) {}

    private static final Comparator<Ranked> BEST_FIRST =
            Comparator.comparingDouble(Ranked::loss).thenComparingLong(Ranked::number);

    private final GrowingArray<TrialRow> trials = new GrowingArray<>();
    private final ConcurrentSkipListSet<Ranked> ranking = new ConcurrentSkipListSet<>(BEST_FIRST);
    private final ConcurrentLinkedDeque<QueuedTrial> queue = new ConcurrentLinkedDeque<>();
    private final long createdAt;
    private volatile ExperimentSummary summary;

    /**
     * An experiment without trials.
     *
     * @param createdAt the position of its creation in the log
     */
    BoardEntry(ExperimentSummary summary, long createdAt) {
        this.summary = summary;
        this.createdAt = createdAt;
    }

    long createdAt() {
        return createdAt;
    }

    ExperimentSummary summary() {
        return summary;
    }

    void update(ExperimentSummary next) {
        summary = next;
    }

    List<QueuedTrial> queue() {
        return List.copyOf(queue);
    }

    void enqueue(QueuedTrial trial) {
        queue.addLast(trial);
        summary = summary.queueing(summary.queued() + 1);
    }

    void dequeue(QueuedTrial trial) {
        queue.remove(trial);
        summary = summary.queueing(summary.queued() - 1);
    }

    Optional<TrialRow> trial(long number) {
        return Optional.ofNullable(trials.get(number));
    }

    void add(TrialRow row) {
        trials.set(row.number(), row);
        summary = summary.counted(summary.counts().added(row.state()));
        rank(row);
    }

    /** The experiment and each of its trials as they are now; another thread may read it later. */
    Stream<SnapshotLine> snapshot() {
        SnapshotLine experiment = summary.toLine().with("createdAtPosition", createdAt);
        List<Supplier<SnapshotLine>> rows = new ArrayList<>(trials.size());
        for (int number = 0; number < trials.size(); number++) {
            TrialRow row = trials.get(number);
            if (row != null) {
                rows.add(() -> row.toLine(summary.id()));
            }
        }
        List<QueuedTrial> waiting = queue();
        return Stream.of(
                        Stream.of(experiment),
                        waiting.stream().map(trial -> trial.toLine(summary.id())),
                        rows.stream().map(Supplier::get))
                .flatMap(Function.identity());
    }

    void replace(TrialRow old, TrialRow next) {
        trials.set(next.number(), next);
        if (old.state() != next.state()) {
            summary = summary.counted(summary.counts().moved(old.state(), next.state()));
        }
        if (old.isRanked() && next.isRanked() && old.result() == next.result()) {
            return;
        }
        if (old.isRanked()) {
            ranking.remove(ranked(old));
        }
        if (next.isRanked()) {
            ranking.add(ranked(next));
        }
        if (old.isRanked() || next.isRanked()) {
            showBest();
        }
    }

    private void rank(TrialRow row) {
        if (row.isRanked()) {
            ranking.add(ranked(row));
            showBest();
        }
    }

    private Ranked ranked(TrialRow row) {
        return new Ranked(summary.config().optimizeMode().toLoss(row.result()), row.number());
    }

    private void showBest() {
        TrialRow row = ranking.isEmpty() ? null : trials.get(ranking.first().number());
        BestTrial best = summary.best();
        if (row == null) {
            summary = summary.improved(null);
        } else if (best == null || best.number() != row.number() || best.value() != row.result()) {
            summary =
                    summary.improved(new BestTrial(row.number(), row.result(), row.objectives(), row.configuration()));
        }
    }

    void report(TrialRow row, MetricReported report, Instant recordedAt) {
        Instant at = Objects.requireNonNullElse(report.reportedAt(), recordedAt);
        replace(row, report.attempt() == row.attempt() ? reported(row, report, at) : row.reportedAside(at));
    }

    private TrialRow reported(TrialRow row, MetricReported report, Instant at) {
        Objectives objectives = summary.config().objectives();
        Double value = objectives.metric().of(report.values());
        if (value == null) {
            return row.reportedAside(at);
        }
        if (report.kind() == MetricKind.INTERMEDIATE) {
            return row.reportedIntermediate(value, at);
        }
        return objectives.areIn(report.values())
                ? row.reportedFinal(value, objectives.several(report.values()), at)
                : row.reportedAside(at);
    }

    List<TrialRow> underWay(Predicate<TrialRow> wanted) {
        List<TrialRow> rows = new ArrayList<>();
        for (int number = 0; number < trials.size(); number++) {
            TrialRow row = trials.get(number);
            if (row != null && row.state().isUnderWay() && wanted.test(row)) {
                rows.add(row);
            }
        }
        return rows;
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

    /** The best first; with one objective, all that are as good as the best. */
    private long[] front() {
        Objectives objectives = summary.config().objectives();
        List<TrialRow> rows = new ArrayList<>();
        List<Map<String, Double>> values = new ArrayList<>();
        for (Ranked ranked : ranking) {
            TrialRow row = trials.get(ranked.number());
            if (row != null) {
                rows.add(row);
                values.add(
                        objectives.areSeveral()
                                ? row.objectives()
                                : Map.of(objectives.metric().name(), row.result()));
            }
        }
        return new Pareto(objectives.all())
                .front(values).stream()
                        .mapToLong(index -> rows.get(index).number())
                        .toArray();
    }

    private long[] numbers(TrialQuery.Sort sort) {
        if (sort == TrialQuery.Sort.BEST) {
            return ranking.stream().mapToLong(Ranked::number).toArray();
        }
        if (sort == TrialQuery.Sort.PARETO) {
            return front();
        }
        int size = trials.size();
        long[] numbers = new long[size];
        for (int i = 0; i < size; i++) {
            numbers[i] = sort == TrialQuery.Sort.NUMBER ? i : size - 1 - i;
        }
        return numbers;
    }
}
