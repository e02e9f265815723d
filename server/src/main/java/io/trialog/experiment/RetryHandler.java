package io.trialog.experiment;

import io.trialog.engine.CommandRegistry;
import io.trialog.engine.Decision;
import io.trialog.engine.ErrorCode;
import io.trialog.engine.Rejection;
import io.trialog.event.Event;
import io.trialog.event.ExperimentId;
import io.trialog.event.ExperimentState;
import io.trialog.event.ExperimentStateChanged;
import io.trialog.event.RequeueCause;
import io.trialog.event.TrialRequeued;
import io.trialog.event.TrialState;
import io.trialog.spi.problem.Problem;
import io.trialog.trial.TrialView;
import io.trialog.trial.Trials;
import io.trialog.trial.TrialsView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** Decides on trials that somebody wants tried again. */
public final class RetryHandler {

    private final Experiments experiments;
    private final Trials trials;

    /** Decides by this state. */
    public RetryHandler(Experiments experiments, Trials trials) {
        this.experiments = experiments;
        this.trials = trials;
    }

    /** Registers this feature's handlers. */
    public void register(CommandRegistry commands) {
        commands.on(RetryTrials.class, this::retry);
    }

    private Decision<List<Long>> retry(RetryTrials command, Instant now) {
        Optional<ExperimentView> found = experiments.find(command.id());
        if (found.isEmpty()) {
            return Decision.reject(ErrorCode.EXPERIMENT_UNKNOWN, "there is no experiment " + command.id());
        }
        ExperimentView experiment = found.get();
        TrialsView own = trials.of(command.id());
        Optional<Rejection> impossible = impossible(experiment, now).or(() -> unfit(command, own));
        if (impossible.isPresent()) {
            return Decision.reject(impossible.get());
        }
        List<Long> numbers = command.numbers().isEmpty()
                ? failed(own)
                : command.numbers().stream().distinct().toList();
        if (numbers.isEmpty()) {
            return Decision.reject(
                    ErrorCode.TRIAL_STATE, "no trial of experiment " + command.id() + " failed; nothing to try again");
        }
        List<Event> events = new ArrayList<>();
        for (long number : numbers) {
            events.add(new TrialRequeued(
                    command.id(), number, "to be tried again: somebody wants it", RequeueCause.RETRY));
        }
        if (!experiment.state().isActive()) {
            events.add(
                    new ExperimentStateChanged(command.id(), ExperimentState.RUNNING, "resumed to try trials again"));
        }
        return Decision.accept(numbers, events);
    }

    private static Optional<Rejection> impossible(ExperimentView experiment, Instant now) {
        ExperimentId id = experiment.id();
        if (experiment.state() == ExperimentState.STOPPING) {
            return Optional.of(Rejection.of(
                    ErrorCode.EXPERIMENT_STATE,
                    "experiment " + id + " is being stopped; try again when it has come to rest"));
        }
        if (!experiment.state().isActive() && experiment.isOutOfTime(now)) {
            return Optional.of(Rejection.of(
                    ErrorCode.EXPERIMENT_STATE,
                    "experiment " + id + " has used up its maxExperimentDuration of "
                            + experiment.config().maxExperimentDuration()));
        }
        return Optional.empty();
    }

    /** All that is wrong with the trials that were named. */
    private static Optional<Rejection> unfit(RetryTrials command, TrialsView own) {
        List<Problem> problems = new ArrayList<>();
        boolean unknown = false;
        for (long number : command.numbers()) {
            Optional<TrialView> trial = own.find(number);
            if (trial.isEmpty()) {
                unknown = true;
                problems.add(new Problem("trial " + number, "not there (expected: " + numbers(own) + ")"));
            } else if (!mayBeTriedAgain(trial.get().state())) {
                problems.add(new Problem(
                        "trial " + number,
                        trial.get().state() + " (expected: one that failed, ran too long or was cancelled)"));
            }
        }
        return problems.isEmpty()
                ? Optional.empty()
                : Optional.of(new Rejection(
                        unknown ? ErrorCode.TRIAL_UNKNOWN : ErrorCode.TRIAL_STATE,
                        "nothing is tried again, as not all of these trials can be",
                        problems));
    }

    private static String numbers(TrialsView own) {
        return own.total() == 0 ? "none, the experiment has no trials" : "0 to " + (own.total() - 1);
    }

    private static List<Long> failed(TrialsView own) {
        return LongStream.range(0, own.total())
                .filter(number -> own.find(number)
                        .filter(trial -> trial.state() == TrialState.FAILED || trial.state() == TrialState.SYS_CANCELED)
                        .isPresent())
                .boxed()
                .toList();
    }

    /** Not one that has a result, of its own or by the assessor's verdict: the tuner has learnt from that. */
    private static boolean mayBeTriedAgain(TrialState state) {
        return state == TrialState.FAILED || state == TrialState.SYS_CANCELED || state == TrialState.USER_CANCELED;
    }
}
