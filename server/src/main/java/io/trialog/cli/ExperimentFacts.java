package io.trialog.cli;

import io.trialog.experiment.AlgorithmConfig;
import io.trialog.experiment.ExperimentConfig;
import io.trialog.metric.ObjectiveMetric;
import io.trialog.metric.Objectives;
import io.trialog.projection.ExperimentSummary;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An experiment as a list of facts, one a line. */
final class ExperimentFacts {

    private static final int LABEL_WIDTH = 12;

    private final Surroundings surroundings;
    private final Path data;
    private final String dataSuffix;

    ExperimentFacts(Surroundings surroundings, Path data, String dataSuffix) {
        this.surroundings = surroundings;
        this.data = data;
        this.dataSuffix = dataSuffix;
    }

    /**
     * The facts.
     *
     * @param owner the live server of the data directory
     * @param now what time it is, or was
     */
    List<String> of(ExperimentSummary experiment, Optional<URI> owner, Instant now) {
        ExperimentConfig config = experiment.config();
        AlgorithmConfig assessor = config.assessor();
        Integer limit = experiment.maxTrialNumber();
        List<String> lines = new ArrayList<>();
        add(lines, "experiment", experiment.id().value());
        add(lines, "name", config.experimentName());
        add(lines, "state", SummaryText.state(experiment) + reason(experiment.reason()));
        add(lines, "trials", SummaryText.trials(experiment) + (limit == null ? "" : "; at most " + limit));
        add(
                lines,
                "ran",
                DurationText.of(experiment.runTime(now)) + ", created "
                        + InstantText.of(experiment.createdAt(), surroundings.zone()));
        add(lines, "objective", objective(config.objectives()));
        add(lines, "tuner", config.tuner().name() + ", seed " + config.seed());
        add(lines, "assessor", assessor == null ? null : assessor.name());
        if (config.trainingService().isExternal()) {
            add(lines, "training", config.trainingService().platform() + ", trials are asked for");
        } else {
            add(
                    lines,
                    "training",
                    config.trainingService().platform() + ", " + config.trialConcurrency() + " at a time");
            add(lines, "command", config.trialCommand());
            add(lines, "code", config.trialCodeDirectory());
        }
        add(lines, "data", data.toString());
        add(
                lines,
                owner.isPresent() ? "web page" : "look",
                owner.map(url -> Announcement.page(url, "/experiments/" + experiment.id()))
                        .orElse("trialog view " + experiment.id() + dataSuffix));
        return lines;
    }

    /** The number that reports call default needs no name. */
    private static String objective(Objectives objectives) {
        return objectives.all().stream()
                .map(one -> Objectives.mode(one.direction())
                        + (one.metric().equals(ObjectiveMetric.DEFAULT_NAME) ? "" : " " + one.metric()))
                .collect(Collectors.joining(", "));
    }

    /** One more fact. */
    String of(String label, String fact) {
        String padded = label + " ".repeat(LABEL_WIDTH - label.length());
        return surroundings.screen().style().faint(padded) + PrintableText.of(fact);
    }

    private static String reason(@Nullable String reason) {
        return reason == null ? "" : ": " + reason;
    }

    private void add(List<String> lines, String label, @Nullable String fact) {
        if (fact != null) {
            lines.add(of(label, fact));
        }
    }
}
