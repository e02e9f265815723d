package io.trialog.adapter.plugin;

import io.trialog.spi.SpiVersion;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which plugins a server can run, by the version of the plugin interface that each of them has.
 *
 * @param major the server's major version
 * @param minor the server's minor version
 */
record SpiCompatibility(int major, int minor) {

    /** Of this server. */
    static SpiCompatibility ofServer() {
        return new SpiCompatibility(SpiVersion.MAJOR, SpiVersion.MINOR);
    }

    /** Why a plugin cannot be run; empty when it can. */
    Optional<String> refusal(String className, @Nullable SpiVersion built) {
        if (built == null) {
            return Optional.of(className + " does not say which plugin interface it was built with (expected:"
                    + " @SpiVersion(major = SpiVersion.MAJOR, minor = SpiVersion.MINOR) on the class)");
        }
        String came = className + " was built with plugin interface " + built.major() + "." + built.minor();
        if (built.major() != major) {
            return Optional.of(came + " (expected: " + major + "." + minor + " or an older " + major
                    + ".x); get the plugin's release for interface " + major + ", or build it anew");
        }
        if (built.minor() > minor) {
            return Optional.of(
                    came + " (expected: " + major + "." + minor + " or older); the plugin needs a newer server");
        }
        return Optional.empty();
    }
}
