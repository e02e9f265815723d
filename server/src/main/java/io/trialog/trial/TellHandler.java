package io.trialog.trial;

import io.trialog.engine.CommandRegistry;
import io.trialog.engine.Decision;
import io.trialog.engine.ErrorCode;
import io.trialog.engine.Rejection;
import io.trialog.event.AttemptEnded;
import io.trialog.event.EndCause;
import io.trialog.event.Event;
import io.trialog.event.ExperimentId;
import io.trialog.event.MetricKind;
import io.trialog.event.MetricReported;
import io.trialog.metric.AttemptReportsView;
import io.trialog.metric.Objectives;
import io.trialog.metric.Reports;
import io.trialog.metric.Revival;
import io.trialog.spi.problem.Problem;
import io.trialog.spi.training.AttemptKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides on results that are told by those who asked for a trial: final metric, end and verdict in one. Told again, and
 * told of an attempt that has ended otherwise, nothing happens. One that was given up for lost is alive after all.
 */
public final class TellHandler {

    private final Trials trials;
    private final Reports reports;
    private final Revival revival;
    private final Verdicts verdicts;

    /** Decides by this state. */
    public TellHandler(Trials trials, Reports reports, Revival revival) {
        this.trials = trials;
        this.reports = reports;
        this.revival = revival;
        this.verdicts = new Verdicts(trials, reports);
    }

    /** Registers this feature's handlers. */
    public void register(CommandRegistry commands) {
        commands.on(TellTrial.class, this::tell);
    }

    private Decision<Boolean> tell(TellTrial command, Instant now) {
        AttemptKey key = command.key();
        if (!reports.knows(key)) {
            return Decision.reject(
                    ErrorCode.ATTEMPT_UNKNOWN, "there is no attempt " + key.attempt() + " of trial " + key.trialId());
        }
        ExperimentId experiment = new ExperimentId(key.experimentId());
        Optional<TrialView> newest =
                trials.of(experiment).find(key.trialNumber()).filter(trial -> trial.attempt() == key.attempt());
        if (newest.isEmpty()) {
            return Decision.accept(false); // a later attempt has replaced it
        }
        TrialView trial = newest.get();
        if (!trial.isClaimed()) {
            return Decision.reject(
                    ErrorCode.TRIAL_STATE,
                    "attempt " + key
                            + " was launched by the server (expected: one that was asked for); it ends with its"
                            + " command, and reports its final metric");
        }
        List<Event> events = new ArrayList<>(revival.heard(key, "told its result", now));
        boolean isOver = events.isEmpty() && !trial.state().isUnderWay();
        if (isOver || events.stream().anyMatch(AttemptEnded.class::isInstance)) {
            return Decision.accept(false, events);
        }
        List<Problem> missing = missing(experiment, trial, command.told());
        if (!missing.isEmpty()) {
            return Decision.reject(
                    new Rejection(ErrorCode.REQUEST_MALFORMED, missing.get(0).toString(), missing));
        }
        events.addAll(end(experiment, trial, command.told(), now));
        return Decision.accept(true, events);
    }

    /** A result without the number that counts must not cost the trial: whoever tells it can tell it again. */
    private List<Problem> missing(ExperimentId experiment, TrialView trial, Told told) {
        Objectives objectives = reports.objectivesOf(experiment);
        boolean isKnown =
                reports.of(experiment, trial.number(), trial.attempt()).finalValue() != null;
        if (isKnown || !(told instanceof Told.Result result) || objectives.areIn(result.values())) {
            return List.of();
        }
        String message = "missing (expected: a number of this name, which is what the experiment optimizes; told: "
                + String.join(", ", result.values().keySet()) + ")";
        return objectives.missing(result.values()).stream()
                .map(metric -> new Problem("value." + metric, message))
                .toList();
    }

    private List<Event> end(ExperimentId experiment, TrialView trial, Told told, Instant now) {
        if (told instanceof Told.Result result) {
            AttemptReportsView known = reports.of(experiment, trial.number(), trial.attempt());
            List<Event> events = new ArrayList<>(finalReport(experiment, trial, result, known));
            AttemptEnded ended = ended(experiment, trial, 0, null, now);
            events.add(ended);
            events.add(verdicts.told(ended, trial, with(known, result, reports.objectivesOf(experiment))));
            return events;
        }
        if (told instanceof Told.Infeasible infeasible) {
            AttemptEnded ended = ended(experiment, trial, 1, infeasible.why(), now);
            return List.of(ended, verdicts.infeasible(ended));
        }
        AttemptEnded ended = ended(experiment, trial, 1, ((Told.Failed) told).why(), now);
        return List.of(ended, verdicts.told(ended, trial, reports.of(experiment, trial.number(), trial.attempt())));
    }

    private static AttemptReportsView with(AttemptReportsView known, Told.Result result, Objectives objectives) {
        Double value = objectives.metric().of(result.values());
        return value == null || !objectives.areIn(result.values())
                ? known
                : known.withFinal(value, objectives.several(result.values()));
    }

    /** A number that is taken is that of the same report, sent before; if that was no final one, the next is free. */
    private static List<MetricReported> finalReport(
            ExperimentId experiment, TrialView trial, Told.Result result, AttemptReportsView known) {
        Long wanted = result.sequence();
        boolean taken = wanted != null && known.has(wanted);
        if (taken && known.finalValue() != null) {
            return List.of();
        }
        long sequence = wanted == null || taken ? known.nextSequence() : wanted;
        return List.of(new MetricReported(
                experiment, trial.number(), trial.attempt(), sequence, MetricKind.FINAL, result.values(), null));
    }

    private static AttemptEnded ended(
            ExperimentId experiment, TrialView trial, int exitCode, @Nullable String message, Instant now) {
        return new AttemptEnded(experiment, trial.number(), trial.attempt(), EndCause.EXITED, exitCode, message, now);
    }
}
