package io.trialog.experiment;

import io.trialog.experiment.RunSettings.Durability;
import io.trialog.port.IdSource;
import io.trialog.port.Plugins;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
    private final @Nullable Durability running;

    /**
     * A reader that knows these plugins, for experiments that a server will be started for.
     *
     * @param ids draws the seed of experiments that name none
     * @param source reads the files that configurations refer to
     */
    public ConfigReader(Plugins plugins, IdSource ids, ConfigSource source) {
        this(plugins, ids, source, null);
    }

    private ConfigReader(Plugins plugins, IdSource ids, ConfigSource source, @Nullable Durability running) {
        this.plugins = plugins;
        this.ids = ids;
        this.source = source;
        this.running = running;
    }

    /** The same for experiments of a server that runs already: warns of settings that only a start can follow. */
    public ConfigReader onServer(Durability durability) {
        return new ConfigReader(plugins, ids, source, durability);
    }

    /**
     * Reads a configuration.
     *
     * @param baseDirectory what relative paths in it are relative to: where its file lies
     * @throws InvalidConfigException with all problems
     */
    public ConfigResult read(ConfigNode written, Path baseDirectory) {
        ConvertedConfig converted = ConvertedConfig.of(written);
        ConfigProblems problems = new ConfigProblems(converted.config());
        converted.problems().forEach(problems::add);
        converted.notices().forEach(problems::warn);
        ConfigSection root = new ConfigSection("", converted.config(), problems);
        ConfigFiles files = new ConfigFiles(baseDirectory, source);
        Optional<ExperimentConfig> config = new ExperimentReading(root, files, plugins, ids, problems, running).read();
        if (config.isEmpty() || !problems.isEmpty()) {
            throw problems.asException();
        }
        return new ConfigResult(config.get(), problems.warnings());
    }
}
