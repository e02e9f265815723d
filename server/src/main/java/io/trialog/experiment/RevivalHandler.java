package io.trialog.experiment;

import io.trialog.engine.CommandRegistry;
import io.trialog.engine.Decision;
import io.trialog.event.AttemptRevived;
import io.trialog.event.Event;
import io.trialog.event.ExperimentId;
import io.trialog.event.ExperimentState;
import io.trialog.event.ExperimentStateChanged;
import io.trialog.event.TrialState;
import io.trialog.metric.Revival;
import io.trialog.spi.training.AttemptKey;
import io.trialog.trial.AttemptStop;
import io.trialog.trial.TrialView;
import io.trialog.trial.Trials;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides on attempts that are heard of although they were silent or given up for lost: their trials run after all. An
 * attempt that a newer one has replaced stays dead, and so does one whose trial has got its end from somebody since.
 */
public final class RevivalHandler implements Revival {

    private final Experiments experiments;
    private final Trials trials;

    /** Decides by this state. */
    public RevivalHandler(Experiments experiments, Trials trials) {
        this.experiments = experiments;
        this.trials = trials;
    }

    /** Registers this feature's handlers. */
    public void register(CommandRegistry commands) {
        commands.on(RecordSignOfLife.class, this::recordSign);
    }

    @Override
    public List<Event> heard(AttemptKey key, String sign, Instant now) {
        ExperimentId id = new ExperimentId(key.experimentId());
        Optional<ExperimentView> experiment = experiments.find(id);
        Optional<TrialView> trial =
                trials.of(id).find(key.trialNumber()).filter(candidate -> candidate.attempt() == key.attempt());
        if (experiment.isEmpty() || trial.isEmpty()) {
            return List.of();
        }
        if (trial.get().state() == TrialState.UNKNOWN) {
            return List.of(revived(id, key, sign + " again after silence"));
        }
        return trial.get().isLost() ? resurrected(experiment.get(), trial.get(), key, sign, now) : List.of();
    }

    private Decision<Boolean> recordSign(RecordSignOfLife command, Instant now) {
        List<Event> events = heard(command.key(), "gave a sign of life", now);
        return Decision.accept(!events.isEmpty(), events);
    }

    /**
     * An experiment that is done opens again, first of all, so that there is somebody who sees the trial's new end. One
     * that is paused or stopped stays so: its resume finds the trial running. In one that is being stopped the trial has to
     * end like the others.
     */
    private static List<Event> resurrected(
            ExperimentView experiment, TrialView trial, AttemptKey key, String sign, Instant now) {
        ExperimentId id = experiment.id();
        List<Event> events = new ArrayList<>();
        if (experiment.state() == ExperimentState.DONE) {
            events.add(new ExperimentStateChanged(
                    id, ExperimentState.NO_MORE_TRIAL, "trial " + key.trialNumber() + " is alive after all"));
        }
        events.add(revived(id, key, sign + " again after it was given up for lost"));
        if (experiment.state() == ExperimentState.STOPPING) {
            events.addAll(AttemptStop.withExperiment(id, trial, "the experiment is being stopped", now));
        }
        return events;
    }

    private static AttemptRevived revived(ExperimentId id, AttemptKey key, String reason) {
        return new AttemptRevived(id, key.trialNumber(), key.attempt(), reason);
    }
}
