package io.trialog.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns a configuration of NNI's first format into one of the second, which is ours, keeping lines. What it drops or
 * renames it says, one notice each; what has no place in the second format is a problem.
 */
final class LegacyConfig {

    private static final String TRIAL = "trial";
    private static final String CLASS_FILE_NAME = "classFileName";
    private static final String CODE_DIR = "codeDir";
    private static final String CLASS_NAME = "className";

    /** Any of them tells the first format. */
    private static final List<String> SIGNS =
            List.of("trainingServicePlatform", "maxExecDuration", "searchSpacePath", "localConfig", "machineList");

    private static final Map<String, String> RENAMED = Map.of(
            "maxExecDuration", ExperimentKeys.MAX_EXPERIMENT_DURATION,
            "maxTrialNum", ExperimentKeys.MAX_TRIAL_NUMBER,
            "searchSpacePath", ExperimentKeys.SEARCH_SPACE_FILE,
            "logDir", ExperimentKeys.EXPERIMENT_WORKING_DIRECTORY);

    private static final Set<String> DROPPED = Set.of(
            "authorName", "description", "multiThread", "versionCheck", "logCollection", "uploadRetryCount", "nasMode");

    private static final Map<String, String> RENAMED_IN_TRIAL = Map.of(
            "command",
            ExperimentKeys.TRIAL_COMMAND,
            CODE_DIR,
            ExperimentKeys.TRIAL_CODE_DIRECTORY,
            "gpuNum",
            ExperimentKeys.TRIAL_GPU_NUMBER);

    private static final Map<String, String> RENAMED_OF_MACHINE = Map.of(
            "ip", "host",
            "username", "user",
            "passwd", "password",
            "sshKeyPath", "sshKeyFile",
            "passphrase", "sshPassphrase",
            "maxTrialNumPerGpu", "maxTrialNumberPerGpu");

    private static final List<String> SERVICE_SECTIONS = List.of(
            "localConfig",
            "remoteConfig",
            "paiConfig",
            "kubeflowConfig",
            "frameworkcontrollerConfig",
            "amlConfig",
            "dlcConfig",
            "adlConfig",
            "hybridConfig");

    private final ConfigNode.Mapping written;
    private final List<ConfigNode.Entry> top = new ArrayList<>();
    private final List<ConfigNode.Entry> service = new ArrayList<>();
    private final List<ConfigProblem> notices = new ArrayList<>();
    private final List<ConfigProblem> problems = new ArrayList<>();
    private int serviceLine;

    private LegacyConfig(ConfigNode.Mapping written) {
        this.written = written;
    }

    /** Whether a configuration is of the first format. */
    static boolean is(ConfigNode.Mapping written) {
        return written.entries().stream()
                .anyMatch(entry -> ConfigKey.find(entry.key(), SIGNS).isPresent()
                        || (ConfigKey.same(entry.key(), TRIAL) && entry.value() instanceof ConfigNode.Mapping)
                        || hasBuiltin(entry));
    }

    /** The same in the second format. */
    static ConvertedConfig convert(ConfigNode.Mapping written) {
        LegacyConfig legacy = new LegacyConfig(written);
        legacy.convert();
        return new ConvertedConfig(new ConfigNode.Mapping(legacy.top, written.line()), legacy.notices, legacy.problems);
    }

    private static boolean hasBuiltin(ConfigNode.Entry entry) {
        return entry.value() instanceof ConfigNode.Mapping inside
                && inside.entries().stream().anyMatch(key -> ConfigKey.same(key.key(), builtin(entry.key())));
    }

    /** {@code builtinTunerName} in {@code tuner}. */
    private static String builtin(String algorithm) {
        return "builtin" + algorithm + "Name";
    }

    private void convert() {
        written.entries().forEach(this::convert);
        if (!service.isEmpty()) {
            top.add(new ConfigNode.Entry(
                    ExperimentKeys.TRAINING_SERVICE, serviceLine, new ConfigNode.Mapping(service, serviceLine)));
        }
    }

    private void convert(ConfigNode.Entry entry) {
        String key = entry.key();
        Optional<String> renamed = ConfigKey.find(key, RENAMED.keySet());
        if (renamed.isPresent()) {
            top.add(renamed(entry, "", String.valueOf(RENAMED.get(renamed.get()))));
        } else if (ConfigKey.find(key, DROPPED).isPresent()) {
            dropped(entry, "");
        } else if (ConfigKey.same(key, "multiPhase")) {
            multiPhase(entry);
        } else if (ConfigKey.same(key, "trainingServicePlatform")) {
            platform(entry);
        } else if (ConfigKey.find(key, SERVICE_SECTIONS).isPresent()) {
            each(entry, inside -> addToService(entry.key(), inside));
        } else if (ConfigKey.same(key, "machineList")) {
            machines(entry);
        } else if (ConfigKey.same(key, TRIAL)) {
            each(entry, this::trial);
        } else if (ConfigKey.find(key, List.of("tuner", "assessor", "advisor")).isPresent()
                && entry.value() instanceof ConfigNode.Mapping mapping) {
            top.add(new ConfigNode.Entry(key, entry.line(), algorithm(key, mapping)));
        } else {
            top.add(entry);
        }
    }

    private interface Step {
        void take(ConfigNode.Entry entry);
    }

    private void each(ConfigNode.Entry entry, Step step) {
        if (entry.value() instanceof ConfigNode.Mapping mapping) {
            mapping.entries().forEach(step::take);
        } else if (entry.value().plain() != null) {
            problem(entry, "", Shown.of(entry.value()) + " (expected: a mapping)");
        }
    }

    private void multiPhase(ConfigNode.Entry entry) {
        if (Boolean.TRUE.equals(entry.value().plain())) {
            problem(entry, "", "true (expected: false; trials of several phases are not supported)");
        } else {
            dropped(entry, "");
        }
    }

    private void platform(ConfigNode.Entry entry) {
        ConfigNode value = entry.value();
        if ("pai".equals(value.plain())) {
            value = new ConfigNode.Value("openpai", value.line());
        }
        notice(entry.line(), entry.key() + " is called trainingService.platform now: " + shown(value));
        serviceLine = serviceLine == 0 ? entry.line() : serviceLine;
        service.add(0, new ConfigNode.Entry(ExperimentKeys.PLATFORM, entry.line(), value));
    }

    private void addToService(String section, ConfigNode.Entry entry) {
        serviceLine = serviceLine == 0 ? entry.line() : serviceLine;
        boolean perGpu = ConfigKey.same(entry.key(), "maxTrialNumPerGpu");
        String name = perGpu ? "maxTrialNumberPerGpu" : entry.key();
        notice(
                entry.line(),
                section + "." + entry.key() + " is called trainingService." + name + " now: " + shown(entry.value()));
        service.add(new ConfigNode.Entry(name, entry.line(), entry.value()));
    }

    private void machines(ConfigNode.Entry entry) {
        notice(entry.line(), "machineList is called trainingService.machineList now");
        List<ConfigNode> machines = new ArrayList<>();
        if (entry.value() instanceof ConfigNode.Sequence sequence) {
            sequence.items().forEach(item -> machines.add(machine(item)));
        }
        serviceLine = serviceLine == 0 ? entry.line() : serviceLine;
        service.add(new ConfigNode.Entry(
                "machineList",
                entry.line(),
                new ConfigNode.Sequence(machines, entry.value().line())));
    }

    private ConfigNode machine(ConfigNode item) {
        if (!(item instanceof ConfigNode.Mapping mapping)) {
            return item;
        }
        List<ConfigNode.Entry> entries = new ArrayList<>();
        for (ConfigNode.Entry entry : mapping.entries()) {
            String name = ConfigKey.find(entry.key(), RENAMED_OF_MACHINE.keySet())
                    .map(RENAMED_OF_MACHINE::get)
                    .orElse(entry.key());
            if (!name.equals(entry.key())) { // without the value, which may be a secret
                notice(entry.line(), "machineList." + entry.key() + " is called " + name + " now");
            }
            entries.add(new ConfigNode.Entry(name, entry.line(), entry.value()));
        }
        return new ConfigNode.Mapping(entries, mapping.line());
    }

    private void trial(ConfigNode.Entry entry) {
        Optional<String> renamed = ConfigKey.find(entry.key(), RENAMED_IN_TRIAL.keySet());
        if (renamed.isPresent()) {
            top.add(renamed(entry, TRIAL + ".", String.valueOf(RENAMED_IN_TRIAL.get(renamed.get()))));
        } else if (ConfigKey.find(entry.key(), DROPPED).isPresent()) {
            dropped(entry, TRIAL + ".");
        } else {
            problem(entry, TRIAL + ".", "cannot be converted (expected: command, codeDir, gpuNum)");
        }
    }

    private ConfigNode.Mapping algorithm(String key, ConfigNode.Mapping mapping) {
        Map<String, ConfigNode.Entry> custom = new LinkedHashMap<>();
        List<ConfigNode.Entry> entries = new ArrayList<>();
        String prefix = key + ".";
        for (ConfigNode.Entry entry : mapping.entries()) {
            Optional<String> part = ConfigKey.find(entry.key(), List.of(CODE_DIR, CLASS_FILE_NAME, CLASS_NAME));
            if (part.isPresent()) {
                custom.put(part.get(), entry);
            } else if (ConfigKey.same(entry.key(), builtin(key))) {
                entries.add(renamed(entry, prefix, ExperimentKeys.NAME));
            } else if (ConfigKey.same(entry.key(), "includeIntermediateResults")) {
                dropped(entry, prefix);
            } else if (ConfigKey.same(entry.key(), "gpuIndices")) {
                top.add(renamed(entry, prefix, "tunerGpuIndices"));
            } else {
                entries.add(entry);
            }
        }
        entries.addAll(custom(prefix, custom));
        return new ConfigNode.Mapping(entries, mapping.line());
    }

    /** A Python class: file and class are one name now. */
    private List<ConfigNode.Entry> custom(String prefix, Map<String, ConfigNode.Entry> parts) {
        List<ConfigNode.Entry> entries = new ArrayList<>();
        ConfigNode.Entry directory = parts.get(CODE_DIR);
        if (directory != null) {
            entries.add(renamed(directory, prefix, "codeDirectory"));
        }
        ConfigNode.Entry name = parts.get(CLASS_NAME);
        ConfigNode.Entry file = parts.get(CLASS_FILE_NAME);
        if (name != null && file != null) {
            String module = String.valueOf(file.value().plain()).replaceFirst("[.]py$", "");
            ConfigNode joined = new ConfigNode.Value(
                    module + "." + name.value().plain(), name.value().line());
            notice(
                    file.line(),
                    prefix + CLASS_FILE_NAME + " is part of " + prefix + CLASS_NAME + " now: " + shown(joined));
            entries.add(new ConfigNode.Entry(CLASS_NAME, name.line(), joined));
        } else if (name != null) {
            entries.add(name);
        } else if (file != null) {
            problem(file, prefix, "given without className (expected: both)");
        }
        return entries;
    }

    private ConfigNode.Entry renamed(ConfigNode.Entry entry, String prefix, String name) {
        notice(entry.line(), prefix + entry.key() + " is called " + name + " now: " + shown(entry.value()));
        return new ConfigNode.Entry(name, entry.line(), entry.value());
    }

    private void dropped(ConfigNode.Entry entry, String prefix) {
        notice(entry.line(), prefix + entry.key() + " is left out; it has no meaning any more");
    }

    private void notice(int line, String message) {
        notices.add(new ConfigProblem(line, "", message));
    }

    private void problem(ConfigNode.Entry entry, String prefix, String message) {
        problems.add(new ConfigProblem(entry.line(), prefix + entry.key(), message));
    }

    private static @Nullable Object shown(ConfigNode value) {
        return Shown.shorten(String.valueOf(value.plain()));
    }
}
