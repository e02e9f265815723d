package io.trialog.scheduling;

import io.trialog.engine.ApplierRegistry;
import io.trialog.event.AttemptEnded;
import io.trialog.event.AttemptScheduled;
import io.trialog.event.EndCause;
import io.trialog.event.ExperimentCreated;
import io.trialog.event.ExperimentDeleted;
import io.trialog.event.ExperimentId;
import io.trialog.event.ExperimentStateChanged;
import io.trialog.event.RecordedEvent;
import io.trialog.event.SearchSpaceChanged;
import io.trialog.event.ServerStarted;
import io.trialog.event.SuggestionsAnswered;
import io.trialog.event.SuggestionsRequested;
import io.trialog.event.TunerFailed;
import io.trialog.port.SnapshotLine;
import io.trialog.port.SnapshotReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How fast all experiments go: the state, and the appliers that change it. Engine thread only. */
public final class Paces {

    private final Map<ExperimentId, Pace> paces = new LinkedHashMap<>();

    /** Registers this feature's appliers. */
    public void register(ApplierRegistry appliers) {
        appliers.on(ServerStarted.class, (event, recorded) -> paces.values().forEach(Pace::interrupt))
                .on(ExperimentCreated.class, (event, recorded) -> paces.put(event.experiment(), new Pace()))
                .on(ExperimentDeleted.class, (event, recorded) -> paces.remove(event.experiment()))
                .on(
                        ExperimentStateChanged.class,
                        (event, recorded) -> of(event.experiment()).interrupt())
                .on(
                        SuggestionsRequested.class,
                        (event, recorded) -> of(event.experiment()).ask(recorded.at()))
                .on(
                        SuggestionsAnswered.class,
                        (event, recorded) -> of(event.experiment()).answer(event.count(), recorded.at()))
                .on(
                        TunerFailed.class,
                        (event, recorded) -> of(event.experiment()).dismiss())
                .on(
                        SearchSpaceChanged.class,
                        (event, recorded) -> of(event.experiment()).dismiss())
                .on(AttemptScheduled.class, this::schedule)
                .on(AttemptEnded.class, this::end);
    }

    /** The pace of an experiment that exists. */
    Pace of(ExperimentId experiment) {
        Pace found = paces.get(experiment);
        if (found == null) {
            throw new IllegalStateException("unknown experiment " + experiment);
        }
        return found;
    }

    /** The state as plain data, for comparisons. */
    public Map<String, Map<String, @Nullable Object>> asMap() {
        Map<String, Map<String, @Nullable Object>> map = new LinkedHashMap<>();
        paces.forEach((experiment, pace) -> map.put(experiment.value(), pace.asMap()));
        return map;
    }

    /** The state as it is now; another thread may read it later. */
    public Stream<SnapshotLine> snapshot() {
        List<Stream<SnapshotLine>> now = new ArrayList<>();
        paces.forEach((experiment, pace) -> now.add(pace.snapshot(experiment)));
        return now.stream().flatMap(Function.identity());
    }

    /** Registers what takes in the lines of {@link #snapshot}, in an empty state. */
    public void register(SnapshotReader reader) {
        reader.on(Pace.ENTITY, line -> paces.put(experiment(line), Pace.of(line)))
                .on(Pace.RUN, line -> of(experiment(line)).takeRun(line));
    }

    private static ExperimentId experiment(SnapshotLine line) {
        return new ExperimentId(line.text("experiment"));
    }

    /** Attempts that somebody asked for take no slot. */
    private void schedule(AttemptScheduled event, RecordedEvent recorded) {
        if (!event.isClaimed()) {
            of(event.experiment()).begin(event.number(), recorded.at());
        }
    }

    private void end(AttemptEnded event, RecordedEvent recorded) {
        boolean hasRun = event.cause() != EndCause.LAUNCH_FAILED && event.cause() != EndCause.LOST;
        of(event.experiment()).end(event.number(), hasRun, recorded.at());
    }
}
