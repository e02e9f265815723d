package io.trialog.launch;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trialog.event.ExperimentState;
import io.trialog.event.MetricKind;
import io.trialog.event.TrialState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what the REST API answers. */
final class Answers {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<LinkedHashMap<String, @Nullable Object>> OBJECT = new TypeReference<>() {};

    private Answers() {}

    static ExperimentProfile profile(JsonNode json) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        json.path("counts")
                .properties()
                .forEach(count -> counts.put(count.getKey(), count.getValue().asInt()));
        return new ExperimentProfile(
                json.path("id").asText(),
                text(json.path("name")),
                ExperimentState.valueOf(json.path("state").asText()),
                text(json.path("reason")),
                json.path("trialConcurrency").asInt(),
                integer(json.path("maxTrialNumber")),
                Duration.ofNanos(Math.round(json.path("runSeconds").asDouble() * 1e9)),
                counts,
                json.path("best").isObject() ? best(json.path("best")) : null,
                Instant.parse(json.path("createdAt").asText()),
                instant(json.path("endedAt")));
    }

    static TrialJob trial(JsonNode json) {
        String directory = text(json.path("outputDirectory"));
        return new TrialJob(
                json.path("id").asText(),
                json.path("number").asLong(),
                TrialState.valueOf(json.path("state").asText()),
                text(json.path("reason")),
                object(json.path("configuration")),
                text(json.path("note")),
                text(json.path("tag")),
                decimal(json.path("budget")),
                json.path("parent").isIntegralNumber()
                        ? (Long) json.path("parent").asLong()
                        : null,
                json.path("attempt").asInt(),
                decimal(json.path("value")),
                numbers(json.path("objectives")),
                Instant.parse(json.path("createdAt").asText()),
                instant(json.path("startedAt")),
                instant(json.path("endedAt")),
                integer(json.path("exitCode")),
                directory == null ? null : Path.of(directory));
    }

    static TrialMetric metric(long trial, JsonNode json) {
        return new TrialMetric(
                trial,
                json.path("attempt").asInt(),
                json.path("sequence").asLong(),
                MetricKind.valueOf(json.path("kind").asText().toUpperCase(Locale.ROOT)),
                numbers(json.path("values")),
                Instant.parse(json.path("at").asText()));
    }

    static Map<String, @Nullable Object> object(JsonNode json) {
        return JSON.convertValue(json, OBJECT);
    }

    private static TrialResult best(JsonNode json) {
        return new TrialResult(
                json.path("number").asLong(),
                object(json.path("configuration")),
                number(json.path("value")),
                numbers(json.path("objectives")));
    }

    private static Map<String, Double> numbers(JsonNode json) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        json.properties().forEach(number -> numbers.put(number.getKey(), number(number.getValue())));
        return numbers;
    }

    /** Not-a-number and infinities are strings. */
    private static double number(JsonNode json) {
        return json.isTextual() ? Double.parseDouble(json.asText()) : json.asDouble();
    }

    private static @Nullable Double decimal(JsonNode json) {
        return json.isNumber() || json.isTextual() ? (Double) number(json) : null;
    }

    private static @Nullable String text(JsonNode json) {
        return json.isTextual() ? json.asText() : null;
    }

    private static @Nullable Integer integer(JsonNode json) {
        return json.isNumber() ? (Integer) json.asInt() : null;
    }

    private static @Nullable Instant instant(JsonNode json) {
        return json.isTextual() ? Instant.parse(json.asText()) : null;
    }
}
