package io.trialog.metric;

import io.trialog.engine.CommandRegistry;
import io.trialog.engine.Decision;
import io.trialog.engine.ErrorCode;
import io.trialog.engine.Outcome;
import io.trialog.event.Event;
import io.trialog.event.ExperimentId;
import io.trialog.event.ExperimentStateChanged;
import io.trialog.event.MetricReported;
import io.trialog.event.ReportRefused;
import io.trialog.event.ReportsConsumed;
import io.trialog.spi.training.AttemptKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Decides on reports: each counts once, whenever and however often it comes. Reports of ended and stopped trials are
 * recorded too. A report of an attempt that was silent or given up for lost shows that it lives, even one that is recorded
 * already: somebody sent it again.
 */
public final class MetricHandler {

    /** How many refused reports of an attempt are recorded; further ones are answered only. */
    static final int MAX_RECORDED_REFUSALS = 5;

    private final Reports reports;
    private final ConsumedOffsets consumed;
    private final Revival revival;

    /** Decides by this state. */
    public MetricHandler(Reports reports, ConsumedOffsets consumed, Revival revival) {
        this.reports = reports;
        this.consumed = consumed;
        this.revival = revival;
    }

    /** Registers this feature's handlers. */
    public void register(CommandRegistry commands) {
        commands.on(ReportMetrics.class, this::report).on(ConsumeReports.class, this::consume);
    }

    private Decision<List<Outcome<List<ReportResult>>>> consume(ConsumeReports command, Instant now) {
        List<Event> events = new ArrayList<>();
        List<Outcome<List<ReportResult>>> outcomes = new ArrayList<>();
        for (ReportMetrics some : command.reports()) {
            Decision<List<ReportResult>> decision = report(some, now);
            outcomes.add(decision.outcome());
            for (Event event : decision.events()) {
                if (!opensAgain(event, events)) {
                    events.add(event);
                }
            }
        }
        Map<Integer, Long> known = consumed.of(command.source());
        Map<Integer, Long> next = new TreeMap<>(command.next());
        next.entrySet().removeIf(entry -> entry.getValue() <= known.getOrDefault(entry.getKey(), -1L));
        if (!next.isEmpty()) {
            events.add(new ReportsConsumed(command.source(), next));
        }
        return Decision.accept(outcomes, events);
    }

    /** Two lost attempts that are heard of together open their experiment once. */
    private static boolean opensAgain(Event event, List<Event> before) {
        return event instanceof ExperimentStateChanged change
                && before.stream()
                        .anyMatch(earlier -> earlier instanceof ExperimentStateChanged other
                                && other.experiment().equals(change.experiment())
                                && other.state() == change.state());
    }

    private Decision<List<ReportResult>> report(ReportMetrics command, Instant now) {
        AttemptKey key = command.key();
        if (!reports.knows(key)) {
            return Decision.reject(
                    ErrorCode.ATTEMPT_UNKNOWN, "there is no attempt " + key.attempt() + " of trial " + key.trialId());
        }
        ExperimentId experiment = new ExperimentId(key.experimentId());
        AttemptReportsView known = reports.of(experiment, key.trialNumber(), key.attempt());
        Set<Long> inThisCommand = new HashSet<>();
        // what was left behind comes with an attempt's end, which it must not undo again and again
        List<Event> events = new ArrayList<>(command.live() ? revival.heard(key, "reported", now) : List.of());
        List<ReportResult> results = new ArrayList<>();
        int refusals = known.refusals();
        for (Report report : command.reports()) {
            boolean first = !known.has(report.sequence()) && !inThisCommand.contains(report.sequence());
            String problem = report.problem();
            if (!first && problem == null) {
                results.add(new ReportResult(report.sequence(), ReportResult.Status.DUPLICATE, null));
            } else if (problem != null) {
                results.add(new ReportResult(report.sequence(), ReportResult.Status.REFUSED, problem));
                if (first && refusals++ < MAX_RECORDED_REFUSALS) {
                    inThisCommand.add(report.sequence());
                    events.add(new ReportRefused(
                            experiment, key.trialNumber(), key.attempt(), report.sequence(), problem));
                }
            } else {
                inThisCommand.add(report.sequence());
                results.add(new ReportResult(report.sequence(), ReportResult.Status.ACCEPTED, null));
                events.add(new MetricReported(
                        experiment,
                        key.trialNumber(),
                        key.attempt(),
                        report.sequence(),
                        report.kind(),
                        report.values(),
                        report.reportedAt()));
            }
        }
        return Decision.accept(results, events);
    }
}
