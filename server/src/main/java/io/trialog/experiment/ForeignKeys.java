package io.trialog.experiment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keys of NNI's configuration format (version 2) that mean nothing here. A value that asks for what happens anyway is
 * fine, one that changes nothing that matters gives a warning, and one whose absence a user would notice is a problem.
 */
final class ForeignKeys {

    /**
     * What to say of a key.
     *
     * @param fine the value of which nothing is said; null for none
     * @param refused whether other values are a problem, not a warning
     */
    private record Rule(@Nullable Object fine, boolean refused, String message) {

        static Rule ignored(@Nullable Object fine, String message) {
            return new Rule(fine, false, message);
        }

        static Rule refused(@Nullable Object fine, String message) {
            return new Rule(fine, true, message);
        }

        void check(ConfigSection section, String key, ConfigNode value) {
            Object plain = value.plain();
            if (plain == null || plain.equals(fine)) {
                return;
            }
            if (refused) {
                section.problem(key, Shown.of(value) + " (expected: " + message + ")");
            } else {
                section.warning(key, message);
            }
        }
    }

    private static final Map<String, Rule> ROOT = root();
    private static final Map<String, Rule> TRAINING_SERVICE = trainingService();

    /** Those at the top. */
    static final List<String> AT_ROOT = List.copyOf(ROOT.keySet());

    private ForeignKeys() {}

    /** Says what there is to say of such keys at the top. */
    static void checkRoot(ConfigSection root) {
        root.entries().forEach(entry -> check(ROOT, root, entry));
    }

    /** Says what there is to say of a key under {@code trainingService}, if it is one of these. */
    static boolean checkInTrainingService(ConfigSection section, ConfigNode.Entry entry) {
        return check(TRAINING_SERVICE, section, entry);
    }

    private static boolean check(Map<String, Rule> rules, ConfigSection section, ConfigNode.Entry entry) {
        Optional<String> key = ConfigKey.find(entry.key(), rules.keySet());
        key.ifPresent(known -> Objects.requireNonNull(rules.get(known)).check(section, known, entry.value()));
        return key.isPresent();
    }

    private static Map<String, Rule> anywhere() {
        Map<String, Rule> rules = new LinkedHashMap<>();
        rules.put("trialGpuNumber", Rule.refused(0L, "0 or nothing; GPU scheduling is not there yet"));
        rules.put("debug", Rule.ignored(false, "has no effect; the log level is the server's"));
        rules.put("nniManagerIp", Rule.ignored(null, "has no effect; trials are told the server's address"));
        return rules;
    }

    private static Map<String, Rule> root() {
        Map<String, Rule> rules = anywhere();
        rules.put("experimentType", Rule.refused("hpo", "hpo; architecture search is not supported"));
        rules.put(
                "useAnnotation",
                Rule.refused(false, "false; instead of annotations in the trial code, write a searchSpace"));
        rules.put("logLevel", Rule.ignored(null, "has no effect; the log level is the server's"));
        rules.put(
                "experimentWorkingDirectory",
                Rule.ignored(null, "has no effect; the server's data directory holds everything"));
        rules.put("tunerGpuIndices", Rule.ignored(null, "has no effect; tuners use no GPU"));
        rules.put("sharedStorage", Rule.refused(null, "nothing; shared storage is not there yet"));
        rules.put(
                "advisor",
                Rule.refused(
                        null,
                        "nothing; instead of an advisor, name a tuner, and an assessor to stop bad trials early"));
        return rules;
    }

    private static Map<String, Rule> trainingService() {
        Map<String, Rule> rules = anywhere();
        rules.put("useActiveGpu", Rule.ignored(false, "has no effect yet"));
        rules.put("maxTrialNumberPerGpu", Rule.ignored(1L, "has no effect yet"));
        rules.put("gpuIndices", Rule.ignored(null, "has no effect yet"));
        rules.put("reuseMode", Rule.ignored(false, "has no effect yet"));
        return rules;
    }
}
