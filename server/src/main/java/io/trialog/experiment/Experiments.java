package io.trialog.experiment;

import io.trialog.engine.ApplierRegistry;
import io.trialog.event.ExperimentCreated;
import io.trialog.event.ExperimentDeleted;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All experiments of a data directory: the state, and the appliers that change it. Engine thread only. */
public final class Experiments {

    private final Map<ExperimentId, Experiment> experiments = new LinkedHashMap<>();
    private final Set<ExperimentId> deleted = new LinkedHashSet<>();
    private Instant lastEventAt = Instant.EPOCH;

    /** Registers this feature's appliers. */
    public void register(ApplierRegistry appliers) {
        appliers.on(ServerStarted.class, this::interrupt)
                .on(ExperimentCreated.class, this::create)
                .on(ExperimentStateChanged.class, this::enter)
                .on(ExperimentDeleted.class, this::delete)
                .on(LimitsChanged.class, this::limit)
                .on(SearchSpaceChanged.class, this::search)
                .onEvery((event, recorded) -> lastEventAt = recorded.at());
    }

    /** The experiment of this id. */
    public Optional<ExperimentView> find(ExperimentId id) {
        return Optional.ofNullable(experiments.get(id));
    }

    /** Whether there is or was an experiment of this id: tokens and files of its trials may still be about. */
    boolean isUsed(ExperimentId id) {
        return experiments.containsKey(id) || deleted.contains(id);
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
        deleted.forEach(id -> list.add(Map.of("deleted", id.value())));
        return list;
    }

    /** The state as it is now; another thread may read it later. */
    public Stream<SnapshotLine> snapshot() {
        SnapshotLine clock = SnapshotLine.of("clock").withText("lastEventAt", lastEventAt);
        List<Experiment> now = List.copyOf(experiments.values());
        List<ExperimentId> gone = List.copyOf(deleted);
        return Stream.of(
                        Stream.of(clock),
                        gone.stream().map(id -> SnapshotLine.of("deleted").with("id", id.value())),
                        now.stream().map(Experiment::toLine))
                .flatMap(Function.identity());
    }

    /** Registers what takes in the lines of {@link #snapshot}, in an empty state. */
    public void register(SnapshotReader reader) {
        reader.on("clock", line -> lastEventAt = line.instant("lastEventAt"))
                .on("deleted", line -> deleted.add(new ExperimentId(line.text("id"))))
                .on(Experiment.ENTITY, line -> replace(Experiment.of(line)));
    }

    private void create(ExperimentCreated event, RecordedEvent recorded) {
        experiments.put(
                event.experiment(),
                Experiment.created(event.experiment(), ExperimentConfig.stored(event.configuration())));
    }

    private void delete(ExperimentDeleted event, RecordedEvent recorded) {
        experiments.remove(event.experiment());
        deleted.add(event.experiment());
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
