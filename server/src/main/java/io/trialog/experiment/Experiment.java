package io.trialog.experiment;

import io.trialog.event.ExperimentId;
import io.trialog.event.ExperimentState;
import io.trialog.port.SnapshotLine;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An experiment's life cycle and limits. Immutable: appliers replace it.
 *
 * @param created its configuration as created
 * @param config its configuration now in force
 * @param runTimeBefore how long it ran before {@code runningSince}
 * @param runningSince since when it is on the clock; null when it is not
 */
record Experiment(
        ExperimentId id,
        ExperimentConfig created,
        ExperimentConfig config,
        ExperimentState state,
        Duration runTimeBefore,
        @Nullable Instant runningSince)
        implements ExperimentView {

    static final String ENTITY = "experiment";

    static Experiment created(ExperimentId id, ExperimentConfig config) {
        return new Experiment(id, config, config, ExperimentState.INITIALIZED, Duration.ZERO, null);
    }

    @Override
    public Duration runTime(Instant now) {
        return runningSince == null ? runTimeBefore : runTimeBefore.plus(Duration.between(runningSince, now));
    }

    Experiment enter(ExperimentState next, Instant at) {
        return new Experiment(id, created, config, next, runTime(at), next.isOnTheClock() ? at : null);
    }

    Experiment configured(ExperimentConfig next) {
        return new Experiment(id, created, next, state, runTimeBefore, runningSince);
    }

    SnapshotLine toLine() {
        return SnapshotLine.of(ENTITY)
                .with("id", id.value())
                .with("created", created.asMap())
                .with("config", config.equals(created) ? null : config.asMap())
                .withText("state", state)
                .withText("runTimeBefore", runTimeBefore)
                .withText("runningSince", runningSince);
    }

    static Experiment of(SnapshotLine line) {
        ExperimentConfig created = ExperimentConfig.stored(line.object("created"));
        return new Experiment(
                new ExperimentId(line.text("id")),
                created,
                line.has("config") ? ExperimentConfig.stored(line.object("config")) : created,
                line.constant("state", ExperimentState.class),
                line.duration("runTimeBefore"),
                line.optionalInstant("runningSince"));
    }

    Map<String, @Nullable Object> asMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("id", id.value());
        map.put("config", created.asMap());
        map.put("inForce", config.asMap());
        map.put("state", state.name());
        map.put("maxTrialNumber", config.maxTrialNumber());
        map.put("runTimeBefore", runTimeBefore.toString());
        map.put("runningSince", runningSince == null ? null : runningSince.toString());
        return map;
    }
}
