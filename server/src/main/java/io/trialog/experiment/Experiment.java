package io.trialog.experiment;

import io.trialog.event.ExperimentId;
import io.trialog.event.ExperimentState;
import io.trialog.port.SnapshotLine;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * An experiment's life cycle and limits. Immutable: appliers replace it.
 *
 * @param trialLimit how many trials there may be now; null for no limit
 * @param runTimeBefore how long it ran before {@code runningSince}
 * @param runningSince since when it is on the clock; null when it is not
 */
record Experiment(
        ExperimentId id,
        ExperimentConfig config,
        ExperimentState state,
        @Nullable Integer trialLimit,
        Duration runTimeBefore,
        @Nullable Instant runningSince)
        implements ExperimentView {

    static final String ENTITY = "experiment";

    static Experiment created(ExperimentId id, ExperimentConfig config) {
        return new Experiment(id, config, ExperimentState.INITIALIZED, config.maxTrialNumber(), Duration.ZERO, null);
    }

    @Override
    public OptionalInt maxTrialNumber() {
        return trialLimit == null ? OptionalInt.empty() : OptionalInt.of(trialLimit);
    }

    @Override
    public Duration runTime(Instant now) {
        return runningSince == null ? runTimeBefore : runTimeBefore.plus(Duration.between(runningSince, now));
    }

    Experiment enter(ExperimentState next, Instant at) {
        return new Experiment(id, config, next, trialLimit, runTime(at), next.isOnTheClock() ? at : null);
    }

    Experiment limit(int trials) {
        return new Experiment(id, config, state, trials, runTimeBefore, runningSince);
    }

    SnapshotLine toLine() {
        return SnapshotLine.of(ENTITY)
                .with("id", id.value())
                .with("config", config.asMap())
                .withText("state", state)
                .with("maxTrialNumber", trialLimit)
                .withText("runTimeBefore", runTimeBefore)
                .withText("runningSince", runningSince);
    }

    static Experiment of(SnapshotLine line) {
        return new Experiment(
                new ExperimentId(line.text("id")),
                ExperimentConfig.stored(line.object("config")),
                line.constant("state", ExperimentState.class),
                line.optionalWhole("maxTrialNumber"),
                line.duration("runTimeBefore"),
                line.optionalInstant("runningSince"));
    }

    Map<String, @Nullable Object> asMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("id", id.value());
        map.put("config", config.asMap());
        map.put("state", state.name());
        map.put("maxTrialNumber", trialLimit);
        map.put("runTimeBefore", runTimeBefore.toString());
        map.put("runningSince", runningSince == null ? null : runningSince.toString());
        return map;
    }
}
