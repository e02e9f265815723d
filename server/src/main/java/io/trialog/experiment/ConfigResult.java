package io.trialog.experiment;

import java.util.List;
import java.util.Objects;

/**
 * A configuration that was read.
 *
 * @param config complete and valid
 * @param warnings settings that were understood but have no effect, in the order of lines
 */
public record ConfigResult(ExperimentConfig config, List<ConfigProblem> warnings) {

    public ConfigResult {
        Objects.requireNonNull(config, "config");
        warnings = List.copyOf(warnings);
    }
}
