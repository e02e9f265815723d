package io.trialog.adapter.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.trialog.event.ExperimentState;
import io.trialog.experiment.AlgorithmConfig;
import io.trialog.experiment.ExperimentConfig;
import io.trialog.metric.Objectives;
import io.trialog.port.Clock;
import io.trialog.projection.BestTrial;
import io.trialog.projection.ExperimentSummary;
import io.trialog.projection.TrialCounts;
import io.trialog.spi.tuner.Objective;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes experiments as the API has them.
 *
 * <p>In view mode nothing runs, so what a dead server left running is shown as every server that takes over records it:
 * stopped.
 */
final class ExperimentJson {

    private final Clock clock;
    private final boolean readOnly;

    ExperimentJson(Clock clock, boolean readOnly) {
        this.clock = clock;
        this.readOnly = readOnly;
    }

    void write(JsonGenerator out, ExperimentSummary experiment) throws IOException {
        out.writeStartObject();
        fields(out, experiment);
        out.writeEndObject();
    }

    /** With what was said about its configuration. */
    void write(JsonGenerator out, ExperimentSummary experiment, List<ErrorDetail> warnings) throws IOException {
        out.writeStartObject();
        fields(out, experiment);
        ConfigurationRoutes.warnings(out, warnings);
        out.writeEndObject();
    }

    private void fields(JsonGenerator out, ExperimentSummary experiment) throws IOException {
        ExperimentConfig config = experiment.config();
        boolean orphaned = readOnly && experiment.state().isOnTheClock();
        AlgorithmConfig assessor = config.assessor();
        out.writeStringField("id", experiment.id().value());
        JsonText.optionalText(out, "name", config.experimentName());
        out.writeStringField("state", (orphaned ? ExperimentState.STOPPED : experiment.state()).name());
        JsonText.optionalText(out, "reason", orphaned ? "its server ended; resume to go on" : experiment.reason());
        out.writeStringField("optimizeMode", Objectives.mode(config.optimizeMode()));
        out.writeArrayFieldStart("objectives");
        for (Objective objective : config.objectives().all()) {
            out.writeStartObject();
            out.writeStringField("metric", objective.metric());
            out.writeStringField("mode", Objectives.mode(objective.direction()));
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeStringField("tuner", config.tuner().name());
        JsonText.optionalText(out, "assessor", assessor == null ? null : assessor.name());
        out.writeStringField("trainingService", config.trainingService().platform());
        out.writeNumberField("trialConcurrency", config.trialConcurrency());
        JsonText.optionalInt(out, "maxTrialNumber", experiment.maxTrialNumber());
        JsonText.optionalNumber(out, "maxExperimentDurationSeconds", optionalSeconds(config.maxExperimentDuration()));
        JsonText.optionalNumber(out, "maxTrialDurationSeconds", optionalSeconds(config.maxTrialDuration()));
        JsonText.instant(out, "createdAt", experiment.createdAt());
        JsonText.optionalInstant(out, "startedAt", experiment.startedAt());
        JsonText.optionalInstant(out, "endedAt", experiment.endedAt());
        out.writeNumberField("runSeconds", seconds(experiment.runTime(clock.now())));
        out.writeNumberField("queued", experiment.queued());
        out.writeNumberField("imported", experiment.imported());
        out.writeFieldName("counts");
        counts(out, experiment.counts());
        out.writeFieldName("best");
        BestTrial best = experiment.best();
        if (best == null) {
            out.writeNull();
        } else {
            best(out, best);
        }
    }

    private static void counts(JsonGenerator out, TrialCounts counts) throws IOException {
        out.writeStartObject();
        out.writeNumberField("total", counts.total());
        out.writeNumberField("waiting", counts.waiting());
        out.writeNumberField("running", counts.running());
        out.writeNumberField("succeeded", counts.succeeded());
        out.writeNumberField("failed", counts.failed());
        out.writeNumberField("canceled", counts.canceled());
        out.writeNumberField("earlyStopped", counts.earlyStopped());
        out.writeEndObject();
    }

    private static void best(JsonGenerator out, BestTrial best) throws IOException {
        out.writeStartObject();
        out.writeNumberField("number", best.number());
        out.writeNumberField("value", best.value());
        TrialJson.objectives(out, best.objectives());
        out.writeFieldName("configuration");
        JsonText.object(out, best.configuration());
        out.writeEndObject();
    }

    private static @Nullable Double optionalSeconds(@Nullable Duration duration) {
        return duration == null ? null : (Double) seconds(duration);
    }

    private static double seconds(Duration duration) {
        return Math.max(0, duration.toMillis()) / 1000.0;
    }
}
