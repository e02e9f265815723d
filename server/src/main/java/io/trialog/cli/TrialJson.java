package io.trialog.cli;

import io.trialog.event.ExperimentId;
import io.trialog.projection.EarlierAttempt;
import io.trialog.projection.TrialRow;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A trial as scripts read it: the shape of the REST API. */
final class TrialJson {

    private TrialJson() {}

    static Map<String, @Nullable Object> of(ExperimentId experiment, TrialRow trial) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", experiment + "-" + trial.number());
        json.put("number", trial.number());
        json.put("state", trial.state().name());
        json.put("reason", trial.reason());
        json.put("configuration", trial.configuration());
        json.put("source", trial.isQueued() ? "queue" : "tuner");
        json.put("note", trial.note());
        json.put("tag", trial.terms().tag());
        json.put("budget", trial.terms().budget());
        json.put("parent", trial.terms().parent());
        json.put("attempt", trial.attempt());
        json.put("value", trial.value());
        if (!trial.objectives().isEmpty()) {
            json.put("objectives", trial.objectives());
        }
        json.put("latest", trial.latest());
        json.put("reportCount", trial.reportCount());
        json.put("createdAt", trial.createdAt().toString());
        json.put("startedAt", Objects.toString(trial.startedAt(), null));
        json.put("endedAt", Objects.toString(trial.endedAt(), null));
        json.put("exitCode", trial.exitCode());
        json.put("failure", Objects.toString(trial.failure(), null));
        json.put("worker", trial.worker());
        if (!trial.earlierAttempts().isEmpty()) {
            json.put(
                    "earlierAttempts",
                    trial.earlierAttempts().stream().map(TrialJson::of).toList());
        }
        return json;
    }

    private static Map<String, @Nullable Object> of(EarlierAttempt attempt) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("attempt", attempt.attempt());
        json.put("startedAt", Objects.toString(attempt.startedAt(), null));
        json.put("endedAt", Objects.toString(attempt.endedAt(), null));
        json.put("state", attempt.state().name());
        json.put("reason", attempt.reason());
        json.put("exitCode", attempt.exitCode());
        return json;
    }
}
