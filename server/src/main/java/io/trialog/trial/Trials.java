package io.trialog.trial;

import io.trialog.engine.ApplierRegistry;
import io.trialog.event.AttemptAwaited;
import io.trialog.event.AttemptEnded;
import io.trialog.event.AttemptRevived;
import io.trialog.event.AttemptScheduled;
import io.trialog.event.AttemptSilent;
import io.trialog.event.AttemptStarted;
import io.trialog.event.EndCause;
import io.trialog.event.ExperimentCreated;
import io.trialog.event.ExperimentDeleted;
import io.trialog.event.ExperimentId;
import io.trialog.event.Failure;
import io.trialog.event.RecordedEvent;
import io.trialog.event.TrialDequeued;
import io.trialog.event.TrialEnded;
import io.trialog.event.TrialEnqueued;
import io.trialog.event.TrialEvent;
import io.trialog.event.TrialProposed;
import io.trialog.event.TrialRequeued;
import io.trialog.event.TrialState;
import io.trialog.event.TrialStopRequested;
import io.trialog.port.SnapshotLine;
import io.trialog.port.SnapshotReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The trials of all experiments: the state, and the appliers that change it. Engine thread only. */
public final class Trials {

    private final Map<ExperimentId, ExperimentTrials> trials = new LinkedHashMap<>();

    /** Registers this feature's appliers. */
    public void register(ApplierRegistry appliers) {
        appliers.on(
                        ExperimentCreated.class,
                        (event, recorded) -> trials.put(event.experiment(), ExperimentTrials.of(event.configuration())))
                .on(ExperimentDeleted.class, (event, recorded) -> trials.remove(event.experiment()))
                .on(TrialProposed.class, this::propose)
                .on(
                        TrialEnqueued.class,
                        (event, recorded) -> mutable(event.experiment())
                                .enqueue(new QueuedTrial(recorded.position(), event.configuration())))
                .on(
                        TrialDequeued.class,
                        (event, recorded) -> mutable(event.experiment()).dequeue(event.enqueued()))
                .on(AttemptScheduled.class, this::schedule)
                .on(AttemptStarted.class, (event, recorded) -> change(event, Trial::start))
                .on(TrialStopRequested.class, this::requestStop)
                .on(AttemptEnded.class, this::endAttempt)
                .on(AttemptSilent.class, (event, recorded) -> change(event, trial -> trial.enter(TrialState.UNKNOWN)))
                .on(AttemptRevived.class, (event, recorded) -> change(event, Trial::revive))
                .changesNothing(AttemptAwaited.class)
                .on(TrialRequeued.class, (event, recorded) -> change(event, trial -> trial.requeue(event.by())))
                .on(TrialEnded.class, this::end);
    }

    /** The trials of an experiment; none when it does not exist. */
    public TrialsView of(ExperimentId experiment) {
        ExperimentTrials found = trials.get(experiment);
        return found == null ? ExperimentTrials.none() : found;
    }

    /** The state as plain data, for comparisons. */
    public Map<String, Map<String, @Nullable Object>> asMap() {
        Map<String, Map<String, @Nullable Object>> map = new LinkedHashMap<>();
        trials.forEach((experiment, own) -> map.put(experiment.value(), own.asMap()));
        return map;
    }

    /** The state as it is now; another thread may read it later. */
    public Stream<SnapshotLine> snapshot() {
        List<Stream<SnapshotLine>> now = new ArrayList<>();
        trials.forEach((experiment, own) -> now.add(own.snapshot(experiment)));
        return now.stream().flatMap(Function.identity());
    }

    /** Registers what takes in the lines of {@link #snapshot}, in an empty state. */
    public void register(SnapshotReader reader) {
        reader.on(ExperimentTrials.ENTITY, line -> trials.put(experiment(line), ExperimentTrials.of(line)))
                .on(QueuedTrial.ENTITY, line -> mutable(experiment(line)).enqueue(QueuedTrial.of(line)))
                .on(Trial.ENTITY, line -> {
                    ExperimentTrials own = mutable(experiment(line));
                    Trial trial = Trial.of(line);
                    own.add(trial.number());
                    own.replace(trial);
                })
                .on(PreparedTrial.ENTITY, line -> mutable(experiment(line)).prepare(PreparedTrial.of(line)));
    }

    private static ExperimentId experiment(SnapshotLine line) {
        return new ExperimentId(line.text("experiment"));
    }

    private void propose(TrialProposed event, RecordedEvent recorded) {
        ExperimentTrials own = mutable(event.experiment());
        if (event.isQueued()) {
            own.dequeue();
        }
        own.add(event.number());
        own.prepare(new PreparedTrial(event.number(), event.configuration()));
    }

    private void schedule(AttemptScheduled event, RecordedEvent recorded) {
        change(event, trial -> trial.schedule(event.attempt(), Claim.of(event)));
    }

    private void requestStop(TrialStopRequested event, RecordedEvent recorded) {
        change(event, trial -> trial.requestStop(event.by(), event.reason()));
    }

    private void endAttempt(AttemptEnded event, RecordedEvent recorded) {
        if (event.cause() == EndCause.LOST) {
            change(event, Trial::lose);
        }
    }

    private void end(TrialEnded event, RecordedEvent recorded) {
        boolean wasLost = event.failure() == Failure.LOST;
        change(
                event,
                trial -> wasLost
                        ? trial.enter(event.state())
                        : trial.enter(event.state()).settle());
        Double value = event.value();
        if (event.state() == TrialState.SUCCEEDED && value != null && Double.isFinite(value)) {
            mutable(event.experiment()).note(value);
        }
    }

    private void change(TrialEvent event, UnaryOperator<Trial> change) {
        ExperimentTrials own = mutable(event.experiment());
        own.replace(change.apply(own.get(event.number())));
    }

    private ExperimentTrials mutable(ExperimentId experiment) {
        ExperimentTrials found = trials.get(experiment);
        if (found == null) {
            throw new IllegalStateException("unknown experiment " + experiment);
        }
        return found;
    }
}
