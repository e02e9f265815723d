package io.trialog.projection;

import io.trialog.event.MetricKind;
import io.trialog.event.MetricReported;
import io.trialog.event.TrialState;
import io.trialog.metric.Objectives;
import io.trialog.port.SnapshotLine;
import io.trialog.trial.QueuedTrial;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** One experiment on the board. One thread changes it, any thread reads. */
final class BoardEntry {

    private final GrowingArray<TrialRow> trials = new GrowingArray<>();
    private final Ranking ranking = new Ranking();
    private final ConcurrentSkipListSet<Long> underWay = new ConcurrentSkipListSet<>();
    private final ConcurrentLinkedDeque<QueuedTrial> queue = new ConcurrentLinkedDeque<>();
    private final long createdAt;
    private volatile ExperimentSummary summary;
    private volatile ExperimentActivity activity = ExperimentActivity.NONE;

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

    ExperimentActivity activity() {
        return activity;
    }

    void update(ExperimentActivity next) {
        activity = next;
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

    /** All of them, by number. */
    List<TrialRow> rows() {
        List<TrialRow> rows = new ArrayList<>(trials.size());
        for (int number = 0; number < trials.size(); number++) {
            TrialRow row = trials.get(number);
            if (row != null) {
                rows.add(row);
            }
        }
        return rows;
    }

    void add(TrialRow row) {
        trials.set(row.number(), row);
        summary = summary.counted(summary.counts().added(row.state()));
        noteUnderWay(row);
        rank(row);
    }

    /** The experiment and each of its trials as they are now; another thread may read it later. */
    Stream<SnapshotLine> snapshot() {
        SnapshotLine experiment = summary.toLine().with("createdAtPosition", createdAt);
        List<TrialRow> rows = rows();
        List<QueuedTrial> waiting = queue();
        ExperimentActivity now = activity;
        return Stream.of(
                        Stream.of(experiment),
                        now.snapshot(summary.id()),
                        waiting.stream().map(trial -> trial.toLine(summary.id())),
                        rows.stream().map(row -> TrialSnapshot.line(summary.id(), row)))
                .flatMap(Function.identity());
    }

    void replace(TrialRow old, TrialRow next) {
        trials.set(next.number(), next);
        if (old.state() != next.state()) {
            summary = summary.counted(summary.counts().moved(old.state(), next.state()));
            noteUnderWay(next);
        }
        if (old.isRanked() && next.isRanked() && old.result() == next.result()) {
            return;
        }
        if (old.isRanked()) {
            ranking.remove(loss(old), old.number());
        }
        if (next.isRanked()) {
            ranking.add(loss(next), next.number());
        }
        if (old.isRanked() || next.isRanked()) {
            showBest();
        }
    }

    private void rank(TrialRow row) {
        if (row.isRanked()) {
            ranking.add(loss(row), row.number());
            showBest();
        }
    }

    private void noteUnderWay(TrialRow row) {
        if (row.state().isUnderWay()) {
            underWay.add(row.number());
        } else {
            underWay.remove(row.number());
        }
    }

    private double loss(TrialRow row) {
        return standings().loss(row);
    }

    private void showBest() {
        OptionalLong number = ranking.best();
        TrialRow row = number.isEmpty() ? null : trials.get(number.getAsLong());
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
                ? row.reportedFinal(value, objectives.several(report.values()), others(report.values()), at)
                : row.reportedAside(at);
    }

    /** All numbers of a report, where it has more than those of objectives. */
    private Map<String, Double> others(Map<String, Double> values) {
        boolean isMore = values.size() > summary.config().objectives().metrics().size();
        return isMore ? TrialMetrics.packed(values) : Map.of();
    }

    List<TrialRow> underWay(Predicate<TrialRow> wanted) {
        List<TrialRow> rows = new ArrayList<>();
        for (long number : underWay) {
            TrialRow row = trials.get(number);
            if (row != null && row.state().isUnderWay() && wanted.test(row)) {
                rows.add(row);
            }
        }
        return rows;
    }

    /** Trials that wait for another attempt, by number. */
    List<TrialRow> waitingAgain() {
        List<TrialRow> rows = new ArrayList<>();
        for (int number = 0; number < trials.size() && summary.counts().waiting() > 0; number++) {
            TrialRow row = trials.get(number);
            if (row != null && row.state() == TrialState.WAITING && row.attempt() > 0) {
                rows.add(row);
            }
        }
        return rows;
    }

    /** Of all trials a page costs the same wherever it begins and however many there are; of some states all are looked at. */
    TrialPage page(TrialQuery query) {
        if (!query.states().isEmpty()) {
            return filtered(query);
        }
        return switch (query.sort()) {
            case NUMBER, NUMBER_DESCENDING -> byNumber(query);
            case BEST ->
                new TrialPage(ranking.size(), query.offset(), rows(ranking.numbers(query.offset(), query.limit())));
            case PARETO -> part(front(), query);
        };
    }

    private TrialPage byNumber(TrialQuery query) {
        int size = trials.size();
        int end = (int) Math.min(size, (long) query.offset() + query.limit());
        List<TrialRow> page = new ArrayList<>();
        for (int i = query.offset(); i < end; i++) {
            TrialRow row = trials.get(query.sort() == TrialQuery.Sort.NUMBER ? i : size - 1 - i);
            if (row != null) {
                page.add(row);
            }
        }
        return new TrialPage(size, query.offset(), page);
    }

    private TrialPage filtered(TrialQuery query) {
        List<TrialRow> all = switch (query.sort()) {
            case NUMBER, NUMBER_DESCENDING ->
                byNumber(new TrialQuery(Set.of(), query.sort(), 0, Math.max(1, trials.size())))
                        .trials();
            case BEST -> rows(ranking.numbers(0, Integer.MAX_VALUE));
            case PARETO -> front();
        };
        return part(
                all.stream().filter(row -> query.states().contains(row.state())).toList(), query);
    }

    private static TrialPage part(List<TrialRow> rows, TrialQuery query) {
        int begin = Math.min(query.offset(), rows.size());
        int end = (int) Math.min(rows.size(), (long) begin + query.limit());
        return new TrialPage(rows.size(), query.offset(), rows.subList(begin, end));
    }

    /** The best first; with one objective, all that are as good as the best. */
    private List<TrialRow> front() {
        return summary.config().objectives().areSeveral()
                ? standings().front(rows(ranking.numbers(0, Integer.MAX_VALUE)))
                : rows(ranking.equallyBest());
    }

    private Standings standings() {
        return Standings.of(summary.config());
    }

    private List<TrialRow> rows(List<Long> numbers) {
        List<TrialRow> rows = new ArrayList<>(numbers.size());
        for (long number : numbers) {
            TrialRow row = trials.get(number);
            if (row != null) {
                rows.add(row);
            }
        }
        return rows;
    }
}
