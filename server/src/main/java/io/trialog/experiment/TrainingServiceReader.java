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
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads {@code trainingService}: the platform, settings that may stand here or at the top, and the service's options. */
final class TrainingServiceReader {

    private static final String KEY = ExperimentKeys.TRAINING_SERVICE;
    private static final String PLATFORM = ExperimentKeys.PLATFORM;
    private static final String DEFAULT_PLATFORM = ExperimentKeys.DEFAULT_PLATFORM;

    /** Platforms of the original that have no equal here. */
    private static final List<String> FOREIGN_PLATFORMS =
            List.of("remote", "openpai", "pai", "kubeflow", "frameworkcontroller", "aml", "dlc", "adl", "hybrid");

    /** Never options of a service. The second and third may also stand at the top of the configuration. */
    private static final List<String> OWN_KEYS =
            List.of(PLATFORM, ExperimentKeys.TRIAL_COMMAND, ExperimentKeys.TRIAL_CODE_DIRECTORY);

    private final ConfigSection root;
    private final @Nullable ConfigNode written;
    private final ConfigSection section;
    private final Plugins plugins;
    private final ConfigProblems problems;
    private final GuestQuestions guests;

    TrainingServiceReader(ConfigSection root, Plugins plugins, ConfigProblems problems, GuestQuestions guests) {
        this.root = root;
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

    /** Whether trials are to see no GPU: 0 of them, here or at the top. */
    boolean hidesGpus() {
        return List.of(root, section).stream()
                .map(place -> place.find(ExperimentKeys.TRIAL_GPU_NUMBER))
                .anyMatch(number -> number != null && Objects.equals(number.plain(), 0L));
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
            boolean foreign =
                    ConfigKey.find(platform.strip(), FOREIGN_PLATFORMS).isPresent();
            problems.add(
                    path,
                    (foreign ? "'" + shown + "' is not there yet" : "unknown training service '" + shown + "'")
                            + " (expected: one of " + String.join(", ", names) + ")"
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
        addFromTop(given, known);
        warnWithoutGpus(given, known);
        Optional<Options> options =
                guests.ask(factory, path, () -> schema.read(given), problem -> problems.add(problem.under(KEY)));
        return options.map(read -> new TrainingServiceConfig(factory.platform(), new LinkedHashMap<>(read.asMap())));
    }

    /** The number of GPUs may stand here or at the top, as the command and its directory. */
    private void addFromTop(Map<String, @Nullable Object> given, List<String> known) {
        ConfigNode atTop = root.find(ExperimentKeys.TRIAL_GPU_NUMBER);
        if (atTop == null) {
            return;
        }
        Optional<String> option = ConfigKey.find(ExperimentKeys.TRIAL_GPU_NUMBER, known);
        if (option.isEmpty()) {
            ForeignKeys.checkInTrainingService(root, new ConfigNode.Entry(ExperimentKeys.TRIAL_GPU_NUMBER, 0, atTop));
            return;
        }
        Long number = root.integer(ExperimentKeys.TRIAL_GPU_NUMBER, 0, Integer.MAX_VALUE);
        Agreement<Object> agreement = new Agreement<>(problems);
        agreement.add(ExperimentKeys.TRIAL_GPU_NUMBER, number, String.valueOf(number));
        Object inside = given.get(option.get());
        agreement.add(section.path(ExperimentKeys.TRIAL_GPU_NUMBER), inside, String.valueOf(inside));
        given.put(option.get(), agreement.value());
    }

    /** What says how GPUs are chosen has no effect where none are. */
    private void warnWithoutGpus(Map<String, @Nullable Object> given, List<String> known) {
        Optional<String> option = ConfigKey.find(ExperimentKeys.TRIAL_GPU_NUMBER, known);
        Object number = option.map(given::get).orElse(null);
        if (option.isEmpty() || (number != null && !number.equals(0L))) {
            return;
        }
        warnWithoutGpus(ExperimentKeys.MAX_TRIAL_NUMBER_PER_GPU, 1L, known);
        warnWithoutGpus(ExperimentKeys.GPU_INDICES, null, known);
    }

    private void warnWithoutGpus(String key, @Nullable Object fine, List<String> known) {
        ConfigNode value = section.find(key);
        if (value != null
                && !Objects.equals(value.plain(), fine)
                && ConfigKey.find(key, known).isPresent()) {
            section.warning(key, "has no effect without a trialGpuNumber of at least 1");
        }
    }
}
