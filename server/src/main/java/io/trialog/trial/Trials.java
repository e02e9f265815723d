package io.trialog.trial;

import io.trialog.engine.ApplierRegistry;
import io.trialog.event.AttemptEnded;
import io.trialog.event.AttemptScheduled;
import io.trialog.event.AttemptStarted;
import io.trialog.event.EndCause;
import io.trialog.event.ExperimentCreated;
import io.trialog.event.ExperimentId;
import io.trialog.event.RecordedEvent;
import io.trialog.event.TrialEnded;
import io.trialog.event.TrialProposed;
import io.trialog.event.TrialRequeued;
import io.trialog.event.TrialState;
import io.trialog.event.TrialStopRequested;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The trials of all experiments: the state, and the appliers that change it. Engine thread only. */
public final class Trials {

    private final Map<ExperimentId, ExperimentTrials> trials = new LinkedHashMap<>();

    /** Registers this feature's appliers. */
    public void register(ApplierRegistry appliers) {
        appliers.on(
                        ExperimentCreated.class,
                        (event, recorded) -> trials.put(event.experiment(), new ExperimentTrials()))
                .on(
                        TrialProposed.class,
                        (event, recorded) -> mutable(event.experiment()).add(event.number()))
                .on(AttemptScheduled.class, this::schedule)
                .on(
                        AttemptStarted.class,
                        (event, recorded) ->
                                trial(event.experiment(), event.number()).start())
                .on(TrialStopRequested.class, this::requestStop)
                .on(AttemptEnded.class, this::endAttempt)
                .on(
                        TrialRequeued.class,
                        (event, recorded) -> enter(event.experiment(), event.number(), TrialState.WAITING))
                .on(TrialEnded.class, (event, recorded) -> enter(event.experiment(), event.number(), event.state()));
    }

    /** The trials of an experiment; none when it does not exist. */
    public TrialsView of(ExperimentId experiment) {
        ExperimentTrials found = trials.get(experiment);
        return found == null ? new ExperimentTrials() : found;
    }

    /** The state as plain data, for comparisons and snapshots. */
    public Map<String, List<Map<String, @Nullable Object>>> asMap() {
        Map<String, List<Map<String, @Nullable Object>>> map = new LinkedHashMap<>();
        trials.forEach((experiment, own) -> map.put(experiment.value(), own.asList()));
        return map;
    }

    private void schedule(AttemptScheduled event, RecordedEvent recorded) {
        Trial trial = trial(event.experiment(), event.number());
        trial.schedule(event.attempt());
        mutable(event.experiment()).refile(trial);
    }

    private void requestStop(TrialStopRequested event, RecordedEvent recorded) {
        trial(event.experiment(), event.number()).requestStop(event.by(), event.reason());
    }

    private void endAttempt(AttemptEnded event, RecordedEvent recorded) {
        if (event.cause() == EndCause.LOST) {
            trial(event.experiment(), event.number()).lose();
        }
    }

    private void enter(ExperimentId experiment, long number, TrialState state) {
        Trial trial = trial(experiment, number);
        trial.enter(state);
        mutable(experiment).refile(trial);
    }

    private Trial trial(ExperimentId experiment, long number) {
        return mutable(experiment).get(number);
    }

    private ExperimentTrials mutable(ExperimentId experiment) {
        ExperimentTrials found = trials.get(experiment);
        if (found == null) {
            throw new IllegalStateException("unknown experiment " + experiment);
        }
        return found;
    }
}
