package io.trialog.adapter.plugin;

import io.trialog.spi.AlgorithmProfile;
import io.trialog.spi.assessor.AssessorFactory;
import io.trialog.spi.option.OptionSchema;
import io.trialog.spi.training.TrainingServiceFactory;
import io.trialog.spi.tuner.TunerFactory;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A factory that a plugin provides, with what it says about itself. That was asked once, when the plugin was loaded, so
 * reading it calls no plugin. Calling the factory does: see {@link #thread}.
 *
 * @param name what configurations call it, not blank
 * @param aliases other names, perhaps none
 * @param description one sentence for people
 * @param options what configurations may set
 * @param profile for people who choose
 * @param factory the plugin's object
 * @param plugin where it came from
 */
public record Provided<F>(
        String name,
        List<String> aliases,
        String description,
        OptionSchema options,
        AlgorithmProfile profile,
        F factory,
        LoadedPlugin plugin) {

    public Provided {
        Objects.requireNonNull(name, "name");
        aliases = List.copyOf(aliases);
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(options, "options");
        Objects.requireNonNull(profile, "profile");
        Objects.requireNonNull(factory, "factory");
        Objects.requireNonNull(plugin, "plugin");
        if (Stream.concat(Stream.of(name), aliases.stream()).anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("names of " + factory.getClass().getName() + ": '" + name + "', "
                    + aliases + " (expected: not blank)");
        }
    }

    static Provided<TunerFactory> tuner(TunerFactory factory, LoadedPlugin plugin) {
        return new Provided<>(
                factory.name(),
                factory.aliases(),
                factory.description(),
                factory.options(),
                factory.profile(),
                factory,
                plugin);
    }

    static Provided<AssessorFactory> assessor(AssessorFactory factory, LoadedPlugin plugin) {
        return new Provided<>(
                factory.name(),
                factory.aliases(),
                factory.description(),
                factory.options(),
                factory.profile(),
                factory,
                plugin);
    }

    static Provided<TrainingServiceFactory> trainingService(TrainingServiceFactory factory, LoadedPlugin plugin) {
        return new Provided<>(
                factory.platform(),
                List.of(),
                factory.description(),
                factory.options(),
                AlgorithmProfile.EMPTY,
                factory,
                plugin);
    }

    /**
     * A new thread for one instance made by this factory: {@link TunerFactory#create create} it there, call it there.
     *
     * @param instance what tells this instance from others of the plugin: the experiment's id
     */
    public PluginThread thread(String instance) {
        return PluginThread.of(plugin, instance);
    }

    /** Name and aliases, each spelling once. */
    List<String> allNames() {
        return Stream.concat(Stream.of(name), aliases.stream()).distinct().toList();
    }
}
