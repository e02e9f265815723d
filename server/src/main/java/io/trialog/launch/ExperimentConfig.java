package io.trialog.launch;

import io.trialog.metric.Objectives;
import io.trialog.spi.space.SearchSpace;
import io.trialog.spi.tuner.Objective;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an experiment shall be, in the words of the configuration file. Nothing is checked before the experiment starts;
 * then all problems are told at once. Relative paths are relative to the working directory of this process. One thread.
 *
 * <p>{@link #set} takes every key of the configuration; the methods are for the most common ones. What is not set has its
 * default.
 */
public final class ExperimentConfig {

    private final Map<String, @Nullable Object> keys = new LinkedHashMap<>();
    private final Map<String, @Nullable Object> trainingService = new LinkedHashMap<>();

    /** A label for people. */
    public ExperimentConfig experimentName(String name) {
        return set("experimentName", name);
    }

    /** What to search. */
    public ExperimentConfig searchSpace(SearchSpace space) {
        return set("searchSpace", space.asMap());
    }

    /** What to search, as JSON has it: {@code {"lr": {"_type": "loguniform", "_value": [1e-4, 1]}}}. */
    public ExperimentConfig searchSpace(Map<String, ?> space) {
        return set("searchSpace", new LinkedHashMap<>(space));
    }

    /** The shell command that evaluates a configuration. */
    public ExperimentConfig trialCommand(String command) {
        return set("trialCommand", command);
    }

    /** Where the command runs. */
    public ExperimentConfig trialCodeDirectory(Path directory) {
        return set("trialCodeDirectory", directory.toString());
    }

    /** How many trials run at a time, 1 or more. */
    public ExperimentConfig trialConcurrency(int trials) {
        return set("trialConcurrency", trials);
    }

    /** How many trials there may be, 1 or more. */
    public ExperimentConfig maxTrialNumber(int trials) {
        return set("maxTrialNumber", trials);
    }

    /** How long the experiment may run, stops not counted. */
    public ExperimentConfig maxExperimentDuration(Duration duration) {
        return set("maxExperimentDuration", Durations.text(duration));
    }

    /** How long an attempt of a trial may run. */
    public ExperimentConfig maxTrialDuration(Duration duration) {
        return set("maxTrialDuration", Durations.text(duration));
    }

    /** Lower final values are better. */
    public ExperimentConfig minimize() {
        return set("optimizeMode", "minimize");
    }

    /** Higher final values are better. */
    public ExperimentConfig maximize() {
        return set("optimizeMode", "maximize");
    }

    /**
     * What to optimize: one named number of the reports or several, none of which is worth more than another. Then
     * {@link Experiment#paretoFront} has the best trials.
     */
    public ExperimentConfig objectives(Objective... objectives) {
        return set("objectives", new Objectives(List.of(objectives)).asList());
    }

    /** The only source of chance: same seed, same order of results, same proposals. */
    public ExperimentConfig seed(long seed) {
        return set("seed", seed);
    }

    /** What proposes configurations; {@code Auto} unless given. */
    public ExperimentConfig tuner(Algorithm tuner) {
        return set("tuner", tuner.asMap());
    }

    /** What stops hopeless trials early. */
    public ExperimentConfig assessor(Algorithm assessor) {
        return set("assessor", assessor.asMap());
    }

    /** Where trials run: {@code local}, {@code external}, or what a plugin brings. */
    public ExperimentConfig trainingService(String platform) {
        return trainingService("platform", platform);
    }

    /** An option of the training service. */
    public ExperimentConfig trainingService(String option, @Nullable Object value) {
        trainingService.put(option, value);
        return set("trainingService", trainingService);
    }

    /** The folder that gets the experiment's data directory; the home of Trialog if not set. */
    public ExperimentConfig experimentWorkingDirectory(Path directory) {
        return set("experimentWorkingDirectory", directory.toString());
    }

    /** Any key of the configuration; null takes it away. */
    public ExperimentConfig set(String key, @Nullable Object value) {
        if (value == null) {
            keys.remove(key);
        } else {
            keys.put(key, value);
        }
        return this;
    }

    /** All that was set, as JSON has it. */
    public Map<String, @Nullable Object> asMap() {
        return Collections.unmodifiableMap(new LinkedHashMap<>(keys));
    }
}
