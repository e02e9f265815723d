package io.trialog.experiment;

import io.trialog.event.ExperimentId;
import io.trialog.event.ExperimentState;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** An experiment's life cycle and limits. Mutable; touched by the engine thread only, changed by appliers only. */
final class Experiment implements ExperimentView {

    private final ExperimentId id;
    private final ExperimentConfig config;
    private ExperimentState state = ExperimentState.INITIALIZED;
    private @Nullable Integer maxTrialNumber;
    private Duration runTimeBefore = Duration.ZERO;
    private @Nullable Instant runningSince;

    Experiment(ExperimentId id, ExperimentConfig config) {
        this.id = id;
        this.config = config;
        this.maxTrialNumber = config.maxTrialNumber();
    }

    @Override
    public ExperimentId id() {
        return id;
    }

    @Override
    public ExperimentConfig config() {
        return config;
    }

    @Override
    public ExperimentState state() {
        return state;
    }

    @Override
    public OptionalInt maxTrialNumber() {
        return maxTrialNumber == null ? OptionalInt.empty() : OptionalInt.of(maxTrialNumber);
    }

    @Override
    public Duration runTime(Instant now) {
        return runningSince == null ? runTimeBefore : runTimeBefore.plus(Duration.between(runningSince, now));
    }

    void enter(ExperimentState next, Instant at) {
        runTimeBefore = runTime(at);
        runningSince = next.isOnTheClock() ? at : null;
        state = next;
    }

    void limit(int trials) {
        maxTrialNumber = trials;
    }

    Map<String, @Nullable Object> asMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("id", id.value());
        map.put("config", config.asMap());
        map.put("state", state.name());
        map.put("maxTrialNumber", maxTrialNumber);
        map.put("runTimeBefore", runTimeBefore.toString());
        map.put("runningSince", runningSince == null ? null : runningSince.toString());
        return map;
    }
}
