package io.trialog.cli;

import io.trialog.event.ExperimentState;
import io.trialog.projection.ExperimentBoard;
import io.trialog.projection.ExperimentSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a list tells of an experiment.
 *
 * @param json the experiment as {@link ExperimentJson} has it; numbers may be of any type
 */
record ListedExperiment(Map<String, @Nullable Object> json) {

    static ListedExperiment of(ExperimentSummary experiment, Instant now) {
        return new ListedExperiment(ExperimentJson.of(experiment, now));
    }

    String id() {
        return text("id");
    }

    String name() {
        return Objects.toString(json.get("name"), "");
    }

    ExperimentState state() {
        return ExperimentState.valueOf(text("state"));
    }

    /** The state for people. One that was left behind by its server says so: it does not go on by itself. */
    String stateText() {
        return isLeftBehind()
                ? "stopped (its server is gone)"
                : text("state").toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Whether it is not at rest. */
    boolean isUnderWay() {
        return isUnderWay(state());
    }

    static boolean isUnderWay(ExperimentState state) {
        return state != ExperimentState.DONE && state != ExperimentState.STOPPED;
    }

    boolean isLeftBehind() {
        return state() == ExperimentState.STOPPED && ExperimentBoard.SERVER_ENDED.equals(json.get("reason"));
    }

    Instant createdAt() {
        return Instant.parse(text("createdAt"));
    }

    Duration ran() {
        return json.get("runSeconds") instanceof Number seconds
                ? Duration.ofMillis(Math.round(seconds.doubleValue() * 1000))
                : Duration.ZERO;
    }

    /** How many trials ended, of how many: {@code 12/24}. */
    String progress() {
        long ended = count("succeeded") + count("failed") + count("canceled") + count("earlyStopped");
        return ended + (json.get("maxTrialNumber") instanceof Number limit ? "/" + limit.longValue() : "");
    }

    long count(String state) {
        return inside("counts", state) instanceof Number number ? number.longValue() : 0;
    }

    /** The best value as people read it; {@code -} for none. */
    String best() {
        return inside("best", "value") instanceof Number value ? NumberText.of(value.doubleValue()) : "-";
    }

    private @Nullable Object inside(String name, String key) {
        return json.get(name) instanceof Map<?, ?> map ? map.get(key) : null;
    }

    private String text(String name) {
        return String.valueOf(json.get(name));
    }
}
