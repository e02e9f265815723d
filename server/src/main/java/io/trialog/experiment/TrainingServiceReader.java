package io.trialog.experiment;

import io.trialog.port.Plugins;
import io.trialog.spi.option.OptionSchema;
import io.trialog.spi.option.OptionSpec;
import io.trialog.spi.option.Options;
import io.trialog.spi.problem.NearMiss;
import io.trialog.spi.training.TrainingServiceFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads {@code trainingService}: the platform, settings that may stand here or at the top, and the service's options. */
final class TrainingServiceReader {

    private static final String KEY = ExperimentKeys.TRAINING_SERVICE;
    private static final String PLATFORM = "platform";
    private static final String DEFAULT_PLATFORM = "local";

    /** Never options of a service. The second and third may also stand at the top of the configuration. */
    private static final List<String> OWN_KEYS =
            List.of(PLATFORM, ExperimentKeys.TRIAL_COMMAND, ExperimentKeys.TRIAL_CODE_DIRECTORY);

    private final Plugins plugins;
    private final ConfigProblems problems;
    private final GuestQuestions guests;

    TrainingServiceReader(Plugins plugins, ConfigProblems problems, GuestQuestions guests) {
        this.plugins = plugins;
        this.problems = problems;
        this.guests = guests;
    }

    /** The keys under {@code trainingService}; none when there is no such mapping. */
    ConfigSection section(ConfigSection root) {
        ConfigNode written = root.find(KEY);
        if (written instanceof ConfigNode.Mapping mapping) {
            return new ConfigSection(KEY, mapping, problems);
        }
        if (written instanceof ConfigNode.Sequence) {
            root.problem(
                    KEY,
                    "a list (expected: one training service; several at a time are not supported by this version)");
        } else if (written != null && !(written.plain() instanceof String)) {
            root.problem(KEY, Shown.of(written) + " (expected: a platform, or a mapping with platform and options)");
        }
        return ConfigSection.empty(KEY, problems);
    }

    /** The training service, or empty after adding what is wrong to the problems. */
    Optional<TrainingServiceConfig> read(ConfigSection root, ConfigSection section) {
        ConfigNode written = root.find(KEY);
        if (written != null && !(written instanceof ConfigNode.Mapping) && !(written.plain() instanceof String)) {
            return Optional.empty(); // said already
        }
        boolean named = section.has(PLATFORM);
        String platform = written != null && written.plain() instanceof String text ? text : section.text(PLATFORM);
        if (platform == null && named) {
            return Optional.empty();
        }
        String path = named ? section.path(PLATFORM) : KEY;
        String name = platform == null ? DEFAULT_PLATFORM : platform.strip();
        Optional<TrainingServiceFactory> factory = plugins.trainingService(name);
        if (factory.isEmpty()) {
            List<String> names = plugins.trainingServiceNames();
            problems.add(
                    path,
                    "unknown training service '" + name + "' (expected: one of " + String.join(", ", names) + ")"
                            + NearMiss.hint(name, names));
            return Optional.empty();
        }
        TrainingServiceFactory found = factory.get();
        Optional<OptionSchema> schema = guests.ask(found, path, found::options, problems::add);
        return schema.flatMap(options -> read(section, path, found, options));
    }

    private Optional<TrainingServiceConfig> read(
            ConfigSection section, String path, TrainingServiceFactory factory, OptionSchema schema) {
        List<String> known = schema.specs().stream().map(OptionSpec::name).toList();
        Map<String, @Nullable Object> given = new LinkedHashMap<>();
        for (ConfigNode.Entry entry : section.entries()) {
            Optional<String> option = ConfigKey.find(entry.key(), known);
            boolean ours = ConfigKey.find(entry.key(), OWN_KEYS).isPresent();
            if (ours || (option.isEmpty() && ForeignKeys.checkInTrainingService(section, entry))) {
                continue;
            }
            given.put(option.orElse(entry.key()), entry.value().plain());
        }
        Optional<Options> options =
                guests.ask(factory, path, () -> schema.read(given), problem -> problems.add(problem.under(KEY)));
        return options.map(read -> new TrainingServiceConfig(factory.platform(), new LinkedHashMap<>(read.asMap())));
    }
}
