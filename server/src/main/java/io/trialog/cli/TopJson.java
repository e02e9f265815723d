package io.trialog.cli;

import io.trialog.event.ExperimentId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What {@code trialog top} shows as scripts read it. */
final class TopJson {

    private TopJson() {}

    static Map<String, @Nullable Object> of(TopExperiment experiment, Instant now) {
        ExperimentId id = experiment.summary().id();
        Map<String, @Nullable Object> json = new LinkedHashMap<>(ExperimentJson.of(experiment.summary(), now));
        json.put("server", Objects.toString(experiment.url().orElse(null), null));
        json.put("bestSoFar", experiment.best().values());
        json.put(
                "running",
                experiment.running().stream()
                        .map(trial -> {
                            Map<String, @Nullable Object> row = new LinkedHashMap<>(TrialJson.of(id, trial.row()));
                            row.put("lastReportAt", Objects.toString(trial.lastReport(), null));
                            return row;
                        })
                        .toList());
        return json;
    }
}
