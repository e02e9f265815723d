package io.trialog.experiment;

import io.trialog.engine.ApplierRegistry;
import io.trialog.event.ExperimentCreated;
import io.trialog.event.ExperimentId;
import io.trialog.event.ExperimentState;
import io.trialog.event.ExperimentStateChanged;
import io.trialog.event.LimitsChanged;
import io.trialog.event.RecordedEvent;
import io.trialog.event.SearchSpaceChanged;
import io.trialog.event.ServerStarted;
import io.trialog.port.SnapshotLine;
import io.trialog.port.SnapshotReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All experiments of a data directory: the state, and the appliers that change it. Engine thread only. */
public final class Experiments {

    private final Map<ExperimentId, Experiment> experiments = new LinkedHashMap<>();
    private Instant lastEventAt = Instant.EPOCH;

    /** Registers this feature's appliers. */
    public void register(ApplierRegistry appliers) {
        appliers.on(ServerStarted.class, this::interrupt)
                .on(ExperimentCreated.class, this::create)
                .on(ExperimentStateChanged.class, this::enter)
                .on(LimitsChanged.class, this::limit)
                .on(SearchSpaceChanged.class, this::search)
                .onEvery((event, recorded) -> lastEventAt = recorded.at());
    }

    /** The experiment of this id. */
    public Optional<ExperimentView> find(ExperimentId id) {
        return Optional.ofNullable(experiments.get(id));
    }

    /** The experiment of this id, known to exist. */
    public ExperimentView get(ExperimentId id) {
        return known(id);
    }

    /** All experiments, oldest first. */
    public List<ExperimentView> all() {
        return List.copyOf(experiments.values());
    }

    /** The time of the last event. */
    public Instant lastEventAt() {
        return lastEventAt;
    }

    /** The state as plain data, for comparisons. */
    public List<Map<String, @Nullable Object>> asList() {
        List<Map<String, @Nullable Object>> list = new ArrayList<>();
        experiments.values().forEach(experiment -> list.add(experiment.asMap()));
        return list;
    }

    /** The state as it is now; another thread may read it later. */
    public Stream<SnapshotLine> snapshot() {
        SnapshotLine clock = SnapshotLine.of("clock").withText("lastEventAt", lastEventAt);
        List<Experiment> now = List.copyOf(experiments.values());
        return Stream.concat(Stream.of(clock), now.stream().map(Experiment::toLine));
    }

    /** Registers what takes in the lines of {@link #snapshot}, in an empty state. */
    public void register(SnapshotReader reader) {
        reader.on("clock", line -> lastEventAt = line.instant("lastEventAt"))
                .on(Experiment.ENTITY, line -> replace(Experiment.of(line)));
    }

    private void create(ExperimentCreated event, RecordedEvent recorded) {
        experiments.put(
                event.experiment(),
                Experiment.created(event.experiment(), ExperimentConfig.stored(event.configuration())));
    }

    private void enter(ExperimentStateChanged event, RecordedEvent recorded) {
        replace(known(event.experiment()).enter(event.state(), recorded.at()));
    }

    private void limit(LimitsChanged event, RecordedEvent recorded) {
        Experiment experiment = known(event.experiment());
        replace(experiment.configured(experiment.config().limited(event)));
    }

    private void search(SearchSpaceChanged event, RecordedEvent recorded) {
        Experiment experiment = known(event.experiment());
        replace(experiment.configured(experiment.config().searching(event)));
    }

    /** The earlier server ended, nobody knows when exactly: running time counts to the last thing it recorded. */
    private void interrupt(ServerStarted event, RecordedEvent recorded) {
        experiments.replaceAll((id, experiment) -> experiment.state().isOnTheClock()
                ? experiment.enter(ExperimentState.STOPPED, lastEventAt)
                : experiment);
    }

    private void replace(Experiment experiment) {
        experiments.put(experiment.id(), experiment);
    }

    private Experiment known(ExperimentId id) {
        Experiment experiment = experiments.get(id);
        if (experiment == null) {
            throw new IllegalStateException("unknown experiment " + id);
        }
        return experiment;
    }
}
