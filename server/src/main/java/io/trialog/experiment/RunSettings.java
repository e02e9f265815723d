package io.trialog.experiment;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How an experiment wants to be run, for who starts its server.
 *
 * @param durability when something counts as recorded; null: as the server does
 * @param workingDirectory absolute: in which directory the experiment's data directory lies; null: in the home
 * @param logLevel from which level on the program log has messages; null: as the server does
 * @param workingCopy whether trials run in a copy of the code directory that is made once
 * @param hideGpus whether trials see no GPU
 * @param proposalsAhead how many proposals are made before a slot is free for them, 0 or more; null: as many as are worth it
 */
public record RunSettings(
        @Nullable Durability durability,
        @Nullable String workingDirectory,
        @Nullable LogLevel logLevel,
        boolean workingCopy,
        boolean hideGpus,
        @Nullable Integer proposalsAhead) {

    /** What a power cut may take; in all cases nothing is lost when the server alone dies. */
    public enum Durability {
        /** Nothing. */
        SYNC("sync"),
        /** The last 100 ms. */
        EVERY_100_MS("every 100ms"),
        /** What the operating system had not written. */
        OS("os");

        private final String text;

        Durability(String text) {
            this.text = text;
        }

        /** As configurations write it. */
        public String text() {
            return text;
        }
    }

    /** Levels of the program log, the most silent first. */
    public enum LogLevel {
        /** Only what puts data or service at risk. */
        ERROR,
        /** And what somebody should look at. */
        WARNING,
        /** And the life cycle. */
        INFO,
        /** And what helps to find defects. */
        DEBUG,
        /** Everything. */
        TRACE
    }

    /** What holds where nothing is configured. */
    public static final RunSettings DEFAULT = new RunSettings(null, null, null, false, false, null);

    RunSettings hidingGpus(boolean hide) {
        return new RunSettings(durability, workingDirectory, logLevel, workingCopy, hide, proposalsAhead);
    }

    /** Reads it from a stored configuration; what is missing there, in old logs all of it, has its default. */
    static RunSettings stored(Map<?, ?> configuration) {
        return new RunSettings(
                Words.find(Durability.values(), Durability::text, configuration.get(ExperimentKeys.DURABILITY))
                        .orElse(null),
                configuration.get(ExperimentKeys.EXPERIMENT_WORKING_DIRECTORY) instanceof String text ? text : null,
                Words.find(LogLevel.values(), Words::lowerCase, configuration.get(ExperimentKeys.LOG_LEVEL))
                        .orElse(null),
                Objects.equals(configuration.get(ExperimentKeys.WORKING_COPY), true),
                configuration.get(ExperimentKeys.TRIAL_GPU_NUMBER) instanceof Number number && number.longValue() == 0,
                configuration.get(ExperimentKeys.PROPOSALS_AHEAD) instanceof Number number
                        ? (Integer) number.intValue()
                        : null);
    }

    /** Adds it to a configuration to be stored. */
    void storeIn(Map<String, @Nullable Object> configuration) {
        configuration.put(
                ExperimentKeys.DURABILITY,
                Optional.ofNullable(durability).map(Durability::text).orElse(null));
        configuration.put(ExperimentKeys.EXPERIMENT_WORKING_DIRECTORY, workingDirectory);
        configuration.put(
                ExperimentKeys.LOG_LEVEL,
                Optional.ofNullable(logLevel).map(Words::lowerCase).orElse(null));
        configuration.put(ExperimentKeys.WORKING_COPY, workingCopy);
        configuration.put(ExperimentKeys.TRIAL_GPU_NUMBER, hideGpus ? (Object) 0L : null);
        configuration.put(
                ExperimentKeys.PROPOSALS_AHEAD, proposalsAhead == null ? null : (Object) proposalsAhead.longValue());
    }
}
