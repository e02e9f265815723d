package io.trialog.adapter.plugin;

import java.security.CodeSource;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds out a plugin's version, for records of what ran. */
final class PluginVersion {

    private static final String UNKNOWN = "unknown";
    private static final Pattern JAR_WITH_VERSION = Pattern.compile(".*?-(\\d[^/]*)\\.jar");

    private PluginVersion() {}

    /** {@code Implementation-Version} of the jar's manifest, else the version in the jar's file name. */
    static String of(Class<?> pluginClass) {
        String declared = pluginClass.getPackage().getImplementationVersion();
        if (declared != null) {
            return declared;
        }
        return inFileName(pluginClass.getProtectionDomain().getCodeSource());
    }

    private static String inFileName(@Nullable CodeSource source) {
        if (source == null || source.getLocation() == null) {
            return UNKNOWN;
        }
        String location = source.getLocation().getPath();
        Matcher name = JAR_WITH_VERSION.matcher(location.substring(location.lastIndexOf('/') + 1));
        return name.matches() ? name.group(1) : UNKNOWN;
    }
}
