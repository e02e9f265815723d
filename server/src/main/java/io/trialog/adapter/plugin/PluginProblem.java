package io.trialog.adapter.plugin;

import java.util.List;

/**
 * Why a plugin, or a part of one, was not loaded. The server starts all the same.
 *
 * @param plugin the plugin's name: its folder's
 * @param origin where it lies, for people: the folder's path, or {@value LoadedPlugin#BUILT_IN}
 * @param message what is wrong, what was expected and what to do
 * @param stackTraceText what the plugin threw, many lines; empty when it threw nothing
 * @param names what it would have provided, aliases included; empty when it did not get as far as telling
 */
public record PluginProblem(String plugin, String origin, String message, String stackTraceText, List<String> names) {

    public PluginProblem {
        names = List.copyOf(names);
    }

    /** What a plugin that failed while it was loaded leaves behind. */
    static PluginProblem of(String plugin, String origin, PluginFailure failure) {
        return new PluginProblem(plugin, origin, failure.fault(), failure.stackTraceText(), List.of());
    }

    /** Whether this may be why there is no such tuner, assessor or training service. */
    boolean mayConcern(String name) {
        return names.isEmpty() || names.stream().anyMatch(name::equalsIgnoreCase);
    }

    @Override
    public String toString() {
        return "plugin '" + plugin + "' (" + origin + ") was not loaded: " + message;
    }
}
