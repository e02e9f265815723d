package io.trialog.experiment;

import io.trialog.engine.CommandRegistry;
import io.trialog.engine.Decision;
import io.trialog.engine.ErrorCode;
import io.trialog.event.Event;
import io.trialog.event.ExperimentCreated;
import io.trialog.event.ExperimentDeleted;
import io.trialog.event.ExperimentId;
import io.trialog.event.ExperimentState;
import io.trialog.event.ExperimentStateChanged;
import io.trialog.event.LimitsChanged;
import io.trialog.trial.AttemptStop;
import io.trialog.trial.Trials;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** Decides on the life of experiments. */
public final class ExperimentHandler {

    private final Experiments experiments;
    private final Trials trials;
    private final ToIntFunction<ExperimentId> promised;

    /**
     * Decides by this state.
     *
     * @param promised how many trials the tuner of an experiment is being asked for
     */
    public ExperimentHandler(Experiments experiments, Trials trials, ToIntFunction<ExperimentId> promised) {
        this.experiments = experiments;
        this.trials = trials;
        this.promised = promised;
    }

    /** Registers this feature's handlers. */
    public void register(CommandRegistry commands) {
        commands.on(CreateExperiment.class, this::create)
                .on(ResumeExperiment.class, this::resume)
                .on(StopExperiment.class, this::stop)
                .on(DeleteExperiment.class, this::delete)
                .on(CheckLimits.class, this::check);
    }

    private Decision<ExperimentId> create(CreateExperiment command, Instant now) {
        if (experiments.isUsed(command.id())) {
            String why = experiments.find(command.id()).isPresent() ? " exists already" : " existed and was deleted";
            return Decision.reject(
                    ErrorCode.EXPERIMENT_EXISTS, "experiment " + command.id() + why + "; choose another id");
        }
        return Decision.accept(
                command.id(),
                new ExperimentCreated(command.id(), command.config().asMap()),
                new ExperimentStateChanged(command.id(), ExperimentState.RUNNING, null));
    }

    private Decision<ExperimentId> resume(ResumeExperiment command, Instant now) {
        Optional<ExperimentView> found = experiments.find(command.id());
        if (found.isEmpty()) {
            return unknown(command.id());
        }
        ExperimentView experiment = found.get();
        if (experiment.state().isOnTheClock()) {
            return Decision.reject(
                    ErrorCode.EXPERIMENT_STATE,
                    "experiment " + command.id() + " is " + experiment.state()
                            + " (expected: stopped, paused or done)");
        }
        Integer limit = command.maxTrialNumber();
        int total = trials.of(command.id()).total();
        int newLimit = limit != null ? limit : experiment.maxTrialNumber().orElse(Integer.MAX_VALUE);
        TrialRoom taken = new TrialRoom(
                total,
                promised.applyAsInt(command.id()),
                trials.of(command.id()).queued());
        if (limit != null && limit < taken.least()) {
            return Decision.reject(
                    ErrorCode.EXPERIMENT_STATE,
                    "maxTrialNumber: " + limit + " (expected: >= " + taken.least() + ": there are " + taken + ")");
        }
        if (newLimit <= total && trials.of(command.id()).unended() == 0) {
            return Decision.reject(
                    ErrorCode.EXPERIMENT_STATE,
                    "experiment " + command.id() + " has all its " + total
                            + " trials; give it a higher maxTrialNumber (--max-trials)");
        }
        if (experiment.isOutOfTime(now)) {
            return Decision.reject(
                    ErrorCode.EXPERIMENT_STATE,
                    "experiment " + command.id() + " has used up its maxExperimentDuration of "
                            + experiment.config().maxExperimentDuration() + "; give it a longer one (--max-duration)");
        }
        List<Event> events = new ArrayList<>();
        if (limit != null) {
            events.add(LimitsChanged.trials(command.id(), limit));
        }
        events.add(new ExperimentStateChanged(command.id(), ExperimentState.RUNNING, "resumed"));
        return Decision.accept(command.id(), events);
    }

    private Decision<ExperimentId> stop(StopExperiment command, Instant now) {
        Optional<ExperimentView> found = experiments.find(command.id());
        if (found.isEmpty()) {
            return unknown(command.id());
        }
        ExperimentState state = found.get().state();
        boolean isAtRest = state == ExperimentState.STOPPED || state == ExperimentState.DONE;
        boolean hasTrials = trials.of(command.id()).active() > 0; // left behind by a server that ended
        if (state == ExperimentState.STOPPING || (isAtRest && !hasTrials)) {
            return Decision.reject(
                    ErrorCode.EXPERIMENT_STATE,
                    "experiment " + command.id() + " is " + state + " (expected: one that runs)");
        }
        List<Event> events = new ArrayList<>();
        events.add(new ExperimentStateChanged(command.id(), ExperimentState.STOPPING, command.reason()));
        trials.of(command.id())
                .running()
                .forEach(
                        trial -> events.addAll(AttemptStop.withExperiment(command.id(), trial, command.reason(), now)));
        return Decision.accept(command.id(), events);
    }

    private Decision<ExperimentId> delete(DeleteExperiment command, Instant now) {
        Optional<ExperimentView> found = experiments.find(command.id());
        if (found.isEmpty()) {
            return unknown(command.id());
        }
        ExperimentState state = found.get().state();
        int active = trials.of(command.id()).active();
        if (state.isOnTheClock() || active > 0) {
            return Decision.reject(
                    ErrorCode.EXPERIMENT_STATE,
                    "experiment " + command.id() + " is " + state + " with " + active
                            + " trials under way (expected: one at rest without any; stop it first)");
        }
        return Decision.accept(command.id(), new ExperimentDeleted(command.id()));
    }

    private Decision<ExperimentId> check(CheckLimits command, Instant now) {
        return experiments.find(command.id()).isEmpty()
                ? unknown(command.id())
                : Decision.look(command.id(), command.id());
    }

    private static Decision<ExperimentId> unknown(ExperimentId id) {
        return Decision.reject(ErrorCode.EXPERIMENT_UNKNOWN, "there is no experiment " + id);
    }
}
