package io.trialog.adapter.http;

import io.trialog.event.ExperimentId;
import io.trialog.experiment.ExperimentConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the configurations that clients send, and prepares their experiments. Called by worker threads, several at a time; may
 * read and write the disk.
 */
@FunctionalInterface
public interface ConfigurationParser {

    /**
     * Reads a configuration.
     *
     * @param text JSON or YAML
     * @param base what relative paths are relative to, absolute; null for the server's working directory
     */
    Result parse(String text, @Nullable Path base);

    /**
     * Does what has to be done before an experiment is created: copies its code, if it wants that.
     *
     * @return why it cannot be created; empty when it can
     */
    default Optional<Invalid> prepare(ExperimentId id, ExperimentConfig config) {
        return Optional.empty();
    }

    /** What was read: a configuration, or everything that is wrong with it. */
    sealed interface Result {}

    /**
     * A configuration that can be run.
     *
     * @param config complete and valid
     * @param warnings what has no effect in it
     */
    record Valid(ExperimentConfig config, List<ErrorDetail> warnings) implements Result {
        public Valid {
            Objects.requireNonNull(config, "config");
            warnings = List.copyOf(warnings);
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
