package io.trialog.experiment;

import io.trialog.port.Plugins;
import io.trialog.spi.option.OptionSchema;
import io.trialog.spi.option.OptionSpec;
import io.trialog.spi.option.Options;
import io.trialog.spi.problem.NearMiss;
import io.trialog.spi.training.TrainingServiceFactory;
import java.util.ArrayList;
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

    private final @Nullable ConfigNode written;
    private final ConfigSection section;
    private final Plugins plugins;
    private final ConfigProblems problems;
    private final GuestQuestions guests;

    TrainingServiceReader(ConfigSection root, Plugins plugins, ConfigProblems problems, GuestQuestions guests) {
        this.written = root.find(KEY);
        this.section = written instanceof ConfigNode.Mapping mapping
                ? new ConfigSection(KEY, mapping, problems)
                : ConfigSection.empty(KEY, problems);
        this.plugins = plugins;
        this.problems = problems;
        this.guests = guests;
    }

    /** The keys under {@code trainingService}; none when there is no such mapping. */
    ConfigSection section() {
        return section;
    }

    /** The training service, or empty after adding what is wrong to the problems. */
    Optional<TrainingServiceConfig> read() {
        if (written == null) {
            return onPlatform(KEY, DEFAULT_PLATFORM);
        }
        if (written.plain() instanceof String platform) {
            return onPlatform(KEY, platform);
        }
        if (written instanceof ConfigNode.Sequence) {
            problems.add(KEY, "a list (expected: one training service; several at a time are not there yet)");
            return Optional.empty();
        }
        if (!(written instanceof ConfigNode.Mapping)) {
            problems.add(KEY, Shown.of(written) + " (expected: a platform, or a mapping with platform and options)");
            return Optional.empty();
        }
        if (!section.has(PLATFORM)) {
            return onPlatform(KEY, DEFAULT_PLATFORM);
        }
        String platform = section.text(PLATFORM);
        return platform == null ? Optional.empty() : onPlatform(section.path(PLATFORM), platform);
    }

    private Optional<TrainingServiceConfig> onPlatform(String path, String platform) {
        if (platform.strip().equalsIgnoreCase(TrainingServiceConfig.EXTERNAL)) {
            return external();
        }
        Optional<TrainingServiceFactory> factory = plugins.trainingService(platform.strip());
        if (factory.isEmpty()) {
            List<String> names = new ArrayList<>(plugins.trainingServiceNames());
            names.add(TrainingServiceConfig.EXTERNAL);
            String shown = Shown.shorten(platform);
            problems.add(
                    path,
                    "unknown training service '" + shown + "' (expected: one of " + String.join(", ", names) + ")"
                            + NearMiss.hint(shown, names));
            return Optional.empty();
        }
        TrainingServiceFactory found = factory.get();
        return guests.ask(found, path, found::options, problems::add)
                .flatMap(schema -> withOptions(path, found, schema));
    }

    private Optional<TrainingServiceConfig> external() {
        for (ConfigNode.Entry entry : section.entries()) {
            boolean ours = ConfigKey.find(entry.key(), OWN_KEYS).isPresent();
            if (!ours && !ForeignKeys.checkInTrainingService(section, entry)) {
                section.problem(
                        entry.key(), "unknown key (expected: none besides platform, as no trial is launched here)");
            }
        }
        return Optional.of(new TrainingServiceConfig(TrainingServiceConfig.EXTERNAL, Map.of()));
    }

    private Optional<TrainingServiceConfig> withOptions(
            String path, TrainingServiceFactory factory, OptionSchema schema) {
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
