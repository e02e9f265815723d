package io.trialog.experiment;

import io.trialog.port.IdSource;
import io.trialog.port.Plugins;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Makes configurations of what users write. Finds all problems at once (of more than 100, it counts the rest). A
 * configuration that gets through can be run: its plugins are there and accept their options, and the tuner accepts the
 * search space.
 *
 * <p>Keys are read regardless of case, {@code _} and {@code -}; null values count as not given. Reads the disk and asks
 * plugins, so it has no place on the engine's thread; otherwise any thread, several at a time.
 */
public final class ConfigReader {

    private final Plugins plugins;
    private final IdSource ids;
    private final ConfigSource source;

    /**
     * A reader that knows these plugins.
     *
     * @param ids draws the seed of experiments that name none
     * @param source reads the files that configurations refer to
     */
    public ConfigReader(Plugins plugins, IdSource ids, ConfigSource source) {
        this.plugins = plugins;
        this.ids = ids;
        this.source = source;
    }

    /**
     * Reads a configuration.
     *
     * @param baseDirectory what relative paths in it are relative to: where its file lies
     * @throws InvalidConfigException with all problems
     */
    public ConfigResult read(ConfigNode written, Path baseDirectory) {
        ConfigProblems problems = new ConfigProblems(written);
        if (!(written instanceof ConfigNode.Mapping mapping)) {
            problems.add("", Shown.of(written) + " (expected: a mapping with trialCommand, searchSpace and more)");
            throw problems.asException();
        }
        ConfigSection root = new ConfigSection("", mapping, problems);
        ConfigFiles files = new ConfigFiles(baseDirectory, source);
        Optional<ExperimentConfig> config = new ExperimentReading(root, files, plugins, ids, problems).read();
        if (config.isEmpty() || !problems.isEmpty()) {
            throw problems.asException();
        }
        return new ConfigResult(config.get(), problems.warnings());
    }
}
