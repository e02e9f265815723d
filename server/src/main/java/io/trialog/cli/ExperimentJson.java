package io.trialog.cli;

import io.trialog.experiment.AlgorithmConfig;
import io.trialog.experiment.ExperimentConfig;
import io.trialog.metric.Objectives;
import io.trialog.projection.BestTrial;
import io.trialog.projection.ExperimentSummary;
import io.trialog.projection.TrialCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An experiment as scripts read it: the shape of the REST API. */
final class ExperimentJson {

    private ExperimentJson() {}

    static Map<String, @Nullable Object> of(ExperimentSummary experiment, Instant now) {
        ExperimentConfig config = experiment.config();
        AlgorithmConfig assessor = config.assessor();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", experiment.id().value());
        json.put("name", config.experimentName());
        json.put("state", experiment.state().name());
        json.put("reason", experiment.reason());
        json.put("optimizeMode", Objectives.mode(config.optimizeMode()));
        json.put("objectives", config.objectives().asList());
        json.put("tuner", config.tuner().name());
        json.put("assessor", assessor == null ? null : assessor.name());
        json.put("trainingService", config.trainingService().platform());
        json.put("trialConcurrency", config.trialConcurrency());
        json.put("maxTrialNumber", experiment.maxTrialNumber());
        json.put("maxExperimentDurationSeconds", seconds(config.maxExperimentDuration()));
        json.put("maxTrialDurationSeconds", seconds(config.maxTrialDuration()));
        json.put("createdAt", experiment.createdAt().toString());
        json.put("startedAt", Objects.toString(experiment.startedAt(), null));
        json.put("endedAt", Objects.toString(experiment.endedAt(), null));
        json.put("runSeconds", experiment.runTime(now).toMillis() / 1000.0);
        json.put("queued", experiment.queued());
        json.put("imported", experiment.imported());
        json.put("counts", counts(experiment.counts()));
        json.put("best", best(experiment.best()));
        return json;
    }

    private static @Nullable Long seconds(@Nullable Duration limit) {
        return limit == null ? null : (Long) limit.toSeconds();
    }

    private static Map<String, Integer> counts(TrialCounts counts) {
        Map<String, Integer> json = new LinkedHashMap<>();
        json.put("total", counts.total());
        json.put("waiting", counts.waiting());
        json.put("running", counts.running());
        json.put("succeeded", counts.succeeded());
        json.put("failed", counts.failed());
        json.put("canceled", counts.canceled());
        json.put("earlyStopped", counts.earlyStopped());
        return json;
    }

    private static @Nullable Map<String, @Nullable Object> best(@Nullable BestTrial best) {
        if (best == null) {
            return null;
        }
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("number", best.number());
        json.put("value", best.value());
        if (!best.objectives().isEmpty()) {
            json.put("objectives", best.objectives());
        }
        json.put("configuration", best.configuration());
        return json;
    }
}
