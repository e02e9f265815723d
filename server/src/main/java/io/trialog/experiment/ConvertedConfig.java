package io.trialog.experiment;

import java.util.List;

/**
 * What a configuration of an older format says in today's.
 *
 * @param config in today's format; lines are those of the original
 * @param notices one for each change, in the order of lines; empty when nothing had to be converted
 * @param problems what cannot be converted
 */
public record ConvertedConfig(ConfigNode.Mapping config, List<ConfigProblem> notices, List<ConfigProblem> problems) {

    public ConvertedConfig {
        notices = ConfigProblem.inOrder(notices);
        problems = ConfigProblem.inOrder(problems);
    }

    /**
     * Converts a configuration; one of today's format stays as it is.
     *
     * @throws InvalidConfigException when it is no mapping
     */
    public static ConvertedConfig of(ConfigNode written) {
        if (written instanceof ConfigNode.Mapping mapping) {
            return LegacyConfig.is(mapping)
                    ? LegacyConfig.convert(mapping)
                    : new ConvertedConfig(mapping, List.of(), List.of());
        }
        throw new InvalidConfigException(List.of(new ConfigProblem(
                0, "", Shown.of(written) + " (expected: a mapping with trialCommand, searchSpace and more)")));
    }
}
