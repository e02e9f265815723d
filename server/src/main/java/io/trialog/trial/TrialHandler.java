package io.trialog.trial;

import io.trialog.engine.CommandRegistry;
import io.trialog.engine.Decision;
import io.trialog.engine.ErrorCode;
import io.trialog.event.AttemptAwaited;
import io.trialog.event.AttemptEnded;
import io.trialog.event.AttemptSilent;
import io.trialog.event.AttemptStarted;
import io.trialog.event.EndCause;
import io.trialog.event.Event;
import io.trialog.event.ExperimentId;
import io.trialog.event.StopCause;
import io.trialog.event.TrialEnded;
import io.trialog.event.TrialState;
import io.trialog.event.TrialStopRequested;
import io.trialog.metric.Reports;
import io.trialog.spi.training.AttemptKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides on trials and their attempts. */
public final class TrialHandler {

    private final Trials trials;
    private final Verdicts verdicts;

    /** Decides by this state. */
    public TrialHandler(Trials trials, Reports reports) {
        this.trials = trials;
        this.verdicts = new Verdicts(trials, reports);
    }

    /** Registers this feature's handlers. */
    public void register(CommandRegistry commands) {
        commands.on(RecordAttemptStarted.class, this::recordStarted)
                .on(RecordAttemptEnded.class, this::recordEnded)
                .on(RecordSilence.class, this::recordSilence)
                .on(RecordAttemptAwaited.class, this::recordAwaited)
                .on(StopTrial.class, this::stop);
    }

    private Decision<Boolean> recordStarted(RecordAttemptStarted command, Instant now) {
        boolean news = current(command.key())
                .filter(trial -> trial.state().isUnderWay() && !trial.isStarted())
                .isPresent();
        return news
                ? Decision.accept(
                        true,
                        new AttemptStarted(
                                experiment(command.key()),
                                command.key().trialNumber(),
                                command.key().attempt(),
                                command.startedAt()))
                : Decision.accept(false);
    }

    private Decision<Boolean> recordEnded(RecordAttemptEnded command, Instant now) {
        Optional<TrialView> found =
                current(command.key()).filter(trial -> trial.state().isUnderWay());
        if (found.isEmpty()) {
            return Decision.accept(false); // told twice, or of an attempt that a later one has replaced
        }
        ExperimentId experiment = experiment(command.key());
        Instant endedAt = command.endedAt();
        AttemptEnded ended = new AttemptEnded(
                experiment,
                command.key().trialNumber(),
                command.key().attempt(),
                command.cause(),
                command.exitCode(),
                command.message(),
                endedAt == null ? now : endedAt);
        List<Event> verdict = verdicts.on(ended, found.get());
        List<Event> events = new ArrayList<>();
        events.add(ended.cause() == EndCause.EXITED && isSuccess(verdict) ? ended.withoutMessage() : ended);
        events.addAll(verdict);
        return Decision.accept(true, events);
    }

    private Decision<Boolean> recordSilence(RecordSilence command, Instant now) {
        AttemptKey key = command.key();
        boolean news = current(key)
                .filter(trial -> trial.state() == TrialState.RUNNING && !trial.isClaimed())
                .isPresent();
        return news
                ? Decision.accept(
                        true, new AttemptSilent(experiment(key), key.trialNumber(), key.attempt(), command.reason()))
                : Decision.accept(false);
    }

    private Decision<Boolean> recordAwaited(RecordAttemptAwaited command, Instant now) {
        AttemptKey key = command.key();
        boolean news = current(key)
                .filter(trial -> trial.state().isUnderWay() && !trial.isClaimed())
                .isPresent();
        return news
                ? Decision.accept(
                        true, new AttemptAwaited(experiment(key), key.trialNumber(), key.attempt(), command.reason()))
                : Decision.accept(false);
    }

    private Decision<Long> stop(StopTrial command, Instant now) {
        Optional<TrialView> found = trials.of(command.experiment()).find(command.number());
        if (found.isEmpty()) {
            return Decision.reject(
                    ErrorCode.TRIAL_UNKNOWN,
                    "there is no trial " + command.number() + " in experiment " + command.experiment());
        }
        TrialView trial = found.get();
        if (trial.state().isEnd()) {
            return Decision.reject(
                    ErrorCode.TRIAL_STATE,
                    "trial " + command.number() + " is " + trial.state() + " (expected: one that waits or runs)");
        }
        if (trial.state() == TrialState.WAITING) {
            TrialState end = command.by() == StopCause.ASSESSOR ? TrialState.EARLY_STOPPED : TrialState.USER_CANCELED;
            return Decision.accept(
                    command.number(),
                    new TrialEnded(command.experiment(), command.number(), end, null, command.reason(), null));
        }
        if (trial.stopRequest().isPresent()) {
            return Decision.accept(command.number());
        }
        TrialStopRequested request = new TrialStopRequested(
                command.experiment(), command.number(), trial.attempt(), command.by(), command.reason());
        if (!trial.isClaimed()) {
            return Decision.accept(command.number(), request);
        }
        AttemptEnded ended = AttemptStop.ended(command.experiment(), trial, now);
        return Decision.accept(
                command.number(), request, ended, verdicts.stopped(ended, command.by(), command.reason()));
    }

    /** What a successful trial wrote to stderr on its way is not worth a place in the log. */
    private static boolean isSuccess(List<Event> verdict) {
        return verdict.stream()
                .anyMatch(event -> event instanceof TrialEnded end && end.state() == TrialState.SUCCEEDED);
    }

    /** The trial of an attempt, when that is its newest one. */
    private Optional<TrialView> current(AttemptKey key) {
        return trials.of(experiment(key)).find(key.trialNumber()).filter(trial -> trial.attempt() == key.attempt());
    }

    private static ExperimentId experiment(AttemptKey key) {
        return new ExperimentId(key.experimentId());
    }
}
