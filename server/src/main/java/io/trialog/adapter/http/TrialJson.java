package io.trialog.adapter.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.trialog.event.ExperimentId;
import io.trialog.projection.EarlierAttempt;
import io.trialog.projection.TrialRow;
import io.trialog.spi.training.AttemptKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Writes trials as the API has them. */
final class TrialJson {

    private final Function<AttemptKey, Path> directories;

    TrialJson(Function<AttemptKey, Path> directories) {
        this.directories = directories;
    }

    void write(JsonGenerator out, ExperimentId experiment, TrialRow trial) throws IOException {
        write(out, experiment, trial, Map.of());
    }

    /** @param metrics numbers of its final report that were asked for */
    void write(JsonGenerator out, ExperimentId experiment, TrialRow trial, Map<String, Double> metrics)
            throws IOException {
        out.writeStartObject();
        out.writeStringField("id", experiment.value() + "-" + trial.number());
        out.writeNumberField("number", trial.number());
        out.writeStringField("state", trial.state().name());
        JsonText.optionalText(out, "reason", trial.reason());
        out.writeFieldName("configuration");
        JsonText.object(out, trial.configuration());
        out.writeStringField("source", trial.isQueued() ? "queue" : "tuner");
        JsonText.optionalText(out, "note", trial.note());
        JsonText.terms(out, trial.terms());
        out.writeNumberField("attempt", trial.attempt());
        JsonText.optionalNumber(out, "value", trial.value());
        objectives(out, trial.objectives());
        numbers(out, "metrics", metrics);
        JsonText.optionalNumber(out, "latest", trial.latest());
        out.writeNumberField("reportCount", trial.reportCount());
        JsonText.instant(out, "createdAt", trial.createdAt());
        JsonText.optionalInstant(out, "startedAt", trial.startedAt());
        JsonText.optionalInstant(out, "endedAt", trial.endedAt());
        JsonText.optionalInt(out, "exitCode", trial.exitCode());
        JsonText.optionalText(out, "failure", trial.failure());
        JsonText.optionalText(out, "worker", trial.worker());
        JsonText.optionalText(
                out,
                "outputDirectory",
                trial.attempt() == 0 || trial.isClaimed()
                        ? null
                        : directories.apply(new AttemptKey(experiment.value(), trial.number(), trial.attempt())));
        earlierAttempts(out, trial.earlierAttempts());
        out.writeEndObject();
    }

    /** Where there are any. */
    private static void earlierAttempts(JsonGenerator out, List<EarlierAttempt> attempts) throws IOException {
        if (attempts.isEmpty()) {
            return;
        }
        out.writeArrayFieldStart("earlierAttempts");
        for (EarlierAttempt attempt : attempts) {
            out.writeStartObject();
            out.writeNumberField("attempt", attempt.attempt());
            JsonText.optionalInstant(out, "startedAt", attempt.startedAt());
            JsonText.optionalInstant(out, "endedAt", attempt.endedAt());
            out.writeStringField("state", attempt.state().name());
            JsonText.optionalText(out, "reason", attempt.reason());
            JsonText.optionalInt(out, "exitCode", attempt.exitCode());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    /** Where there are several. */
    static void objectives(JsonGenerator out, Map<String, Double> several) throws IOException {
        numbers(out, "objectives", several);
    }

    private static void numbers(JsonGenerator out, String name, Map<String, Double> numbers) throws IOException {
        if (numbers.isEmpty()) {
            return;
        }
        out.writeObjectFieldStart(name);
        for (Map.Entry<String, Double> one : numbers.entrySet()) {
            out.writeFieldName(one.getKey());
            JsonText.number(out, one.getValue());
        }
        out.writeEndObject();
    }
}
