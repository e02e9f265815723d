package io.trialog.experiment;

import io.trialog.event.LimitsChanged;
import io.trialog.event.SearchSpaceChanged;
import io.trialog.metric.ObjectiveMetric;
import io.trialog.metric.Objectives;
import io.trialog.spi.space.SearchSpace;
import io.trialog.spi.tuner.Direction;
import io.trialog.trial.AttemptPolicy;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An experiment's configuration, complete and valid: what {@link ConfigReader} makes of what a user wrote, and what the
 * log stores.
 *
 * @param experimentName a label for people
 * @param searchSpace what to search
 * @param trialCommand the shell command that evaluates a configuration; empty when trials are asked for
 * @param trialCodeDirectory absolute; the command's working directory; empty when trials are asked for
 * @param trialConcurrency how many trials run at a time, 1 or more
 * @param maxTrialNumber how many trials there may be, 1 or more; null for no limit
 * @param maxExperimentDuration how long the experiment may run, stops and gaps not counted; null for no limit
 * @param maxTrialDuration how long an attempt may run; null for no limit
 * @param attempts when trials get another attempt, and what odd results mean
 * @param duplicates what becomes of proposals that equal a known configuration
 * @param objectives which numbers of a report are optimized, and which values are better
 * @param transport which ways reports come and events go besides HTTP
 * @param run how the experiment wants to be run
 * @param seed the only source of chance
 */
public record ExperimentConfig(
        @Nullable String experimentName,
        SearchSpace searchSpace,
        String trialCommand,
        String trialCodeDirectory,
        int trialConcurrency,
        @Nullable Integer maxTrialNumber,
        @Nullable Duration maxExperimentDuration,
        @Nullable Duration maxTrialDuration,
        AttemptPolicy attempts,
        Duplicates duplicates,
        Objectives objectives,
        AlgorithmConfig tuner,
        @Nullable AlgorithmConfig assessor,
        TrainingServiceConfig trainingService,
        TransportSettings transport,
        RunSettings run,
        long seed) {

    public ExperimentConfig {
        Objects.requireNonNull(searchSpace, "searchSpace");
        Objects.requireNonNull(trialCommand, "trialCommand");
        Objects.requireNonNull(trialCodeDirectory, "trialCodeDirectory");
        Objects.requireNonNull(attempts, "attempts");
        Objects.requireNonNull(duplicates, "duplicates");
        Objects.requireNonNull(objectives, "objectives");
        Objects.requireNonNull(tuner, "tuner");
        Objects.requireNonNull(trainingService, "trainingService");
        Objects.requireNonNull(transport, "transport");
        Objects.requireNonNull(run, "run");
    }

    /** Which final values are better; of several objectives, of the first. */
    public Direction optimizeMode() {
        return objectives.direction();
    }

    /** Which number of a report is the trial's value; of several objectives, the first. */
    public ObjectiveMetric metric() {
        return objectives.metric();
    }

    /** The same with the limits that hold from an event on. */
    public ExperimentConfig limited(LimitsChanged change) {
        Integer concurrency = change.trialConcurrency();
        Integer trials = change.maxTrialNumber();
        return with(
                searchSpace,
                concurrency == null ? trialConcurrency : concurrency,
                change.removes(ExperimentKeys.MAX_TRIAL_NUMBER) ? null : trials == null ? maxTrialNumber : trials,
                changed(
                        change,
                        ExperimentKeys.MAX_EXPERIMENT_DURATION,
                        change.maxExperimentDuration(),
                        maxExperimentDuration),
                changed(change, ExperimentKeys.MAX_TRIAL_DURATION, change.maxTrialDuration(), maxTrialDuration));
    }

    /** The same with the search space that holds from an event on. */
    public ExperimentConfig searching(SearchSpaceChanged change) {
        return with(
                SearchSpace.parse(change.searchSpace()),
                trialConcurrency,
                maxTrialNumber,
                maxExperimentDuration,
                maxTrialDuration);
    }

    private static @Nullable Duration changed(
            LimitsChanged change, String name, @Nullable String next, @Nullable Duration before) {
        return change.removes(name) ? null : next == null ? before : duration(next);
    }

    private ExperimentConfig with(
            SearchSpace space,
            int concurrency,
            @Nullable Integer trials,
            @Nullable Duration experimentDuration,
            @Nullable Duration trialDuration) {
        return new ExperimentConfig(
                experimentName,
                space,
                trialCommand,
                trialCodeDirectory,
                concurrency,
                trials,
                experimentDuration,
                trialDuration,
                attempts,
                duplicates,
                objectives,
                tuner,
                assessor,
                trainingService,
                transport,
                run,
                seed);
    }

    /** As JSON has it, for the log and for people; {@link #stored} reads it back. */
    public Map<String, @Nullable Object> asMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("experimentName", experimentName);
        map.put("searchSpace", searchSpace.asMap());
        map.put("trialCommand", trialCommand);
        map.put("trialCodeDirectory", trialCodeDirectory);
        map.put("trialConcurrency", (long) trialConcurrency);
        map.put("maxTrialNumber", maxTrialNumber == null ? null : (Object) maxTrialNumber.longValue());
        map.put("maxExperimentDuration", seconds(maxExperimentDuration));
        map.put("maxTrialDuration", seconds(maxTrialDuration));
        attempts.storeIn(map);
        map.put(Duplicates.KEY, duplicates.written());
        objectives.storeIn(map);
        map.put("tuner", tuner.asMap());
        map.put("assessor", assessor == null ? null : assessor.asMap());
        map.put("trainingService", trainingService.asMap());
        transport.storeIn(map);
        run.storeIn(map);
        map.put("seed", Long.toString(seed)); // as text: JavaScript and other readers lose digits above 2^53
        return map;
    }

    /** Reads what {@link #asMap} wrote, by this version or an older one. */
    public static ExperimentConfig stored(Map<String, @Nullable Object> map) {
        return new ExperimentConfig(
                (String) map.get("experimentName"),
                SearchSpace.parse(StoredMaps.object(map.get("searchSpace"))),
                String.valueOf(map.get("trialCommand")),
                String.valueOf(map.get("trialCodeDirectory")),
                map.get("trialConcurrency") instanceof Number number ? number.intValue() : 1,
                map.get("maxTrialNumber") instanceof Number number ? (Integer) number.intValue() : null,
                duration(map.get("maxExperimentDuration")),
                duration(map.get("maxTrialDuration")),
                AttemptPolicy.stored(map),
                Duplicates.stored(map),
                Objectives.stored(map),
                AlgorithmConfig.stored(StoredMaps.object(map.get("tuner"))),
                map.get("assessor") instanceof Map<?, ?> assessor ? AlgorithmConfig.stored(assessor) : null,
                TrainingServiceConfig.stored(StoredMaps.object(map.get("trainingService"))),
                TransportSettings.stored(map),
                RunSettings.stored(map),
                Long.parseLong(String.valueOf(map.getOrDefault("seed", "0"))));
    }

    static @Nullable String seconds(@Nullable Duration duration) {
        return duration == null ? null : duration.toSeconds() + "s";
    }

    private static @Nullable Duration duration(@Nullable Object seconds) {
        return seconds instanceof String text && text.endsWith("s")
                ? Duration.ofSeconds(Long.parseLong(text.substring(0, text.length() - 1)))
                : null;
    }
}
