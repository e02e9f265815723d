package io.trialog.adapter.http;

import io.trialog.experiment.ExperimentConfig;
import java.util.List;
import java.util.Objects;

/** Reads the configurations that clients send. Called by worker threads, several at a time; may read the disk. */
@FunctionalInterface
public interface ConfigurationParser {

    /**
     * Reads a configuration.
     *
     * @param text JSON or YAML
     */
    Result parse(String text);

    /** What was read: a configuration, or everything that is wrong with it. */
    sealed interface Result {}

    /**
     * A configuration that can be run.
     *
     * @param config complete and valid
     */
    record Valid(ExperimentConfig config) implements Result {
        public Valid {
            Objects.requireNonNull(config, "config");
        }
    }

    /**
     * Not a configuration that can be run.
     *
     * @param problems all of them, at least one
     */
    record Invalid(List<ErrorDetail> problems) implements Result {
        public Invalid {
            problems = List.copyOf(problems);
            if (problems.isEmpty()) {
                throw new IllegalArgumentException("problems: [] (expected: at least one)");
            }
        }
    }
}
