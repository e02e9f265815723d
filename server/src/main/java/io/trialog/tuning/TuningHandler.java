package io.trialog.tuning;

import io.trialog.engine.CommandRegistry;
import io.trialog.engine.Decision;
import io.trialog.engine.ErrorCode;
import io.trialog.event.AssessorFailed;
import io.trialog.event.Event;
import io.trialog.event.ExperimentId;
import io.trialog.event.ExperimentState;
import io.trialog.event.ExperimentStateChanged;
import io.trialog.event.TunerFailed;
import io.trialog.experiment.ExperimentView;
import io.trialog.experiment.Experiments;
import io.trialog.trial.Trials;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Decides on what tuners and assessors answered. */
public final class TuningHandler {

    private final Experiments experiments;
    private final Tuning tuning;
    private final Trials trials;

    /** Decides by this state. */
    public TuningHandler(Experiments experiments, Tuning tuning, Trials trials) {
        this.experiments = experiments;
        this.tuning = tuning;
        this.trials = trials;
    }

    /** Registers this feature's handlers. */
    public void register(CommandRegistry commands) {
        commands.on(RecordSuggestions.class, this::suggest)
                .on(RecordTunerFailure.class, this::failTuner)
                .on(RecordAssessorFailure.class, this::failAssessor);
    }

    private Decision<Boolean> suggest(RecordSuggestions command, Instant now) {
        ExperimentId experiment = command.experiment();
        if (tuning.of(experiment).openRequest().orElse(-1) != command.request()) {
            return Decision.accept(false); // answered before, by a tuner that was asked again after a restart
        }
        return Decision.accept(true, new Proposals(experiments.get(experiment), tuning, trials).taken(command));
    }

    private Decision<Boolean> failTuner(RecordTunerFailure command, Instant now) {
        Optional<ExperimentView> found = experiments.find(command.experiment());
        if (found.isEmpty()) {
            return unknown(command.experiment());
        }
        return Decision.accept(
                true,
                failed(
                        new TunerFailed(
                                command.experiment(), command.plugin(), command.message(), command.stackTrace()),
                        found.get(),
                        "the tuner failed: " + command.message()));
    }

    private Decision<Boolean> failAssessor(RecordAssessorFailure command, Instant now) {
        Optional<ExperimentView> found = experiments.find(command.experiment());
        if (found.isEmpty()) {
            return unknown(command.experiment());
        }
        return Decision.accept(
                true,
                failed(
                        new AssessorFailed(
                                command.experiment(), command.plugin(), command.message(), command.stackTrace()),
                        found.get(),
                        "the assessor failed: " + command.message()));
    }

    /** The failure, and a pause until somebody has looked: trials that run go on. */
    private static List<Event> failed(Event failure, ExperimentView experiment, String why) {
        return experiment.state().isActive()
                ? List.of(failure, new ExperimentStateChanged(experiment.id(), ExperimentState.PAUSED, why))
                : List.of(failure);
    }

    private static Decision<Boolean> unknown(ExperimentId id) {
        return Decision.reject(ErrorCode.EXPERIMENT_UNKNOWN, "there is no experiment " + id);
    }
}
