package io.trialog.experiment;

import io.trialog.port.Plugins;
import io.trialog.spi.assessor.AssessorFactory;
import io.trialog.spi.option.OptionSpec;
import io.trialog.spi.training.TrainingServiceFactory;
import io.trialog.spi.tuner.TunerFactory;
import java.util.List;
import java.util.Optional;

/**
 * Everything that a configuration may hold, for help, pages and editors.
 *
 * @param keys at the top, those that work first
 * @param tuners the installed tuners
 * @param assessors the installed assessors
 * @param trainingServices the installed training services
 */
public record ConfigReference(
        List<KeyDescription> keys,
        List<Component> tuners,
        List<Component> assessors,
        List<Component> trainingServices) {

    /**
     * Something that configurations choose by name.
     *
     * @param aliases other names
     * @param options what {@code classArgs}, or {@code trainingService}, may hold for it
     */
    public record Component(String name, List<String> aliases, String description, List<OptionSpec> options) {
        public Component {
            aliases = List.copyOf(aliases);
            options = List.copyOf(options);
        }
    }

    public ConfigReference {
        keys = List.copyOf(keys);
        tuners = List.copyOf(tuners);
        assessors = List.copyOf(assessors);
        trainingServices = List.copyOf(trainingServices);
    }

    /** What a configuration may hold where these plugins are installed. */
    public static ConfigReference of(Plugins plugins) {
        return new ConfigReference(
                ExperimentKeys.TABLE,
                plugins.tunerNames().stream()
                        .map(plugins::tuner)
                        .flatMap(Optional::stream)
                        .map(ConfigReference::of)
                        .toList(),
                plugins.assessorNames().stream()
                        .map(plugins::assessor)
                        .flatMap(Optional::stream)
                        .map(ConfigReference::of)
                        .toList(),
                plugins.trainingServiceNames().stream()
                        .map(plugins::trainingService)
                        .flatMap(Optional::stream)
                        .map(ConfigReference::of)
                        .toList());
    }

    /** Keys of the original that training services need not know. */
    public static List<KeyDescription> foreignServiceKeys() {
        return ForeignKeys.describeTrainingService();
    }

    private static Component of(TunerFactory factory) {
        return new Component(
                factory.name(),
                factory.aliases(),
                factory.description(),
                factory.options().specs());
    }

    private static Component of(AssessorFactory factory) {
        return new Component(
                factory.name(),
                factory.aliases(),
                factory.description(),
                factory.options().specs());
    }

    private static Component of(TrainingServiceFactory factory) {
        return new Component(
                factory.platform(),
                List.of(),
                factory.description(),
                factory.options().specs());
    }
}
