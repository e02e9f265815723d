package io.trialog.adapter.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trialog.event.ExperimentId;
import io.trialog.projection.TrialRow;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Exported trials as JSON, one on a line. Not-a-number and infinities are strings. */
final class JsonTrials {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ExperimentId id;
    private final boolean intermediate;

    JsonTrials(ExperimentId id, boolean intermediate) {
        this.id = id;
        this.intermediate = intermediate;
    }

    String of(ExportedTrial trial) {
        TrialRow row = trial.row();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("parameter", row.configuration());
        json.put("value", row.value());
        if (!row.objectives().isEmpty()) {
            json.put("objectives", row.objectives());
        }
        json.put("trialJobId", id + "-" + row.number());
        json.put("number", row.number());
        json.put("state", row.state().name());
        json.put("reason", row.reason());
        json.put("tag", row.terms().tag());
        json.put("budget", row.terms().budget());
        json.put("parent", row.terms().parent());
        json.put("attempt", row.attempt());
        json.put("metrics", trial.metrics());
        if (intermediate) {
            json.put("intermediate", trial.intermediate());
        }
        json.put("createdAt", row.createdAt().toString());
        json.put("startedAt", Objects.toString(row.startedAt(), null));
        json.put("endedAt", Objects.toString(row.endedAt(), null));
        json.put("durationSeconds", trial.durationSeconds());
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not plain data: " + json, e);
        }
    }
}
