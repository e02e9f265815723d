package io.trialog.scheduling;

import io.trialog.engine.CommandRegistry;
import io.trialog.engine.Decision;
import io.trialog.engine.ErrorCode;
import io.trialog.event.AttemptScheduled;
import io.trialog.event.Event;
import io.trialog.event.ExperimentId;
import io.trialog.event.ExperimentState;
import io.trialog.experiment.ExperimentView;
import io.trialog.experiment.Experiments;
import io.trialog.spi.training.AttemptKey;
import io.trialog.trial.Claim;
import io.trialog.trial.TrialView;
import io.trialog.trial.Trials;
import io.trialog.trial.TrialsView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Decides who gets which trial: one that waits, else one that the tuner is asked for, and that whoever asks next gets. An
 * ask that is repeated gets the trial that it got before.
 */
public final class AskHandler {

    private final Experiments experiments;
    private final Trials trials;
    private final Scheduler scheduler;

    /** Decides by this state; the scheduler knows when there may be more trials. */
    public AskHandler(Experiments experiments, Trials trials, Scheduler scheduler) {
        this.experiments = experiments;
        this.trials = trials;
        this.scheduler = scheduler;
    }

    /** Registers this feature's handlers. */
    public void register(CommandRegistry commands) {
        commands.on(AskTrial.class, this::ask);
    }

    private Decision<Asked> ask(AskTrial command, Instant now) {
        ExperimentId id = command.experiment();
        Optional<ExperimentView> found = experiments.find(id);
        if (found.isEmpty()) {
            return Decision.reject(ErrorCode.EXPERIMENT_UNKNOWN, "there is no experiment " + id);
        }
        ExperimentView experiment = found.get();
        TrialsView own = trials.of(id);
        Optional<TrialView> before = own.claimedBy(command.askId());
        if (before.isPresent()) {
            TrialView trial = before.get();
            return Decision.accept(
                    claimed(id, trial.number(), trial.attempt(), trial.claim().orElseThrow(), own));
        }
        if (!experiment.state().isActive()) {
            return Decision.accept(new Asked.Over(experiment.state()));
        }
        OptionalLong waiting = own.nextWaiting();
        if (waiting.isPresent()) {
            return claim(command, waiting.getAsLong(), own);
        }
        List<Event> events = scheduler.oneMore(experiment, now);
        if (events.isEmpty() && experiment.state() != ExperimentState.RUNNING) {
            return Decision.accept(new Asked.Over(experiment.state()));
        }
        return events.isEmpty() ? Decision.look(new Asked.NotYet(), id) : Decision.accept(new Asked.NotYet(), events);
    }

    private static Decision<Asked> claim(AskTrial command, long number, TrialsView own) {
        int attempt = own.find(number).orElseThrow().attempt() + 1;
        Claim claim = new Claim(command.askId(), command.leaseSeconds());
        return Decision.accept(
                claimed(command.experiment(), number, attempt, claim, own),
                new AttemptScheduled(
                        command.experiment(),
                        number,
                        attempt,
                        command.askId(),
                        command.worker(),
                        command.leaseSeconds()));
    }

    private static Asked claimed(ExperimentId id, long number, int attempt, Claim claim, TrialsView own) {
        return new Asked.Claimed(new AttemptKey(id.value(), number, attempt), claim.lease(own.policy()));
    }
}
