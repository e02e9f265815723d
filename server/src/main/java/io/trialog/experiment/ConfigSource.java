package io.trialog.experiment;

import java.nio.file.Path;

/** Reads the text form of configurations. */
public interface ConfigSource {

    /**
     * Reads a file.
     *
     * @throws InvalidConfigException when it cannot be read (then without a line), or is not well formed; all problems
     */
    ConfigNode read(Path file);
}
