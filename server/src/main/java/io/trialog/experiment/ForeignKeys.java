package io.trialog.experiment;

import io.trialog.experiment.KeyDescription.Effect;
import io.trialog.experiment.KeyDescription.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keys of NNI's configuration format (version 2) that mean nothing here, or only to training services that have such an option. A value that asks for what happens anyway is
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

        KeyDescription describe(String key) {
            return KeyDescription.of(key, Kind.ANY, refused ? "only " + message : message)
                    .with(refused ? Effect.REFUSED : Effect.NO_EFFECT);
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

    static List<KeyDescription> describeRoot() {
        return describe(ROOT);
    }

    static List<KeyDescription> describeTrainingService() {
        return describe(TRAINING_SERVICE);
    }

    private static List<KeyDescription> describe(Map<String, Rule> rules) {
        return rules.entrySet().stream()
                .map(rule -> rule.getValue().describe(rule.getKey()))
                .toList();
    }

    private static boolean check(Map<String, Rule> rules, ConfigSection section, ConfigNode.Entry entry) {
        Optional<String> key = ConfigKey.find(entry.key(), rules.keySet());
        key.ifPresent(known -> Objects.requireNonNull(rules.get(known)).check(section, known, entry.value()));
        return key.isPresent();
    }

    private static Map<String, Rule> anywhere() {
        Map<String, Rule> rules = new LinkedHashMap<>();
        rules.put("nniManagerIp", Rule.ignored(null, "has no effect; trials are told the server's address"));
        return rules;
    }

    private static Map<String, Rule> root() {
        Map<String, Rule> rules = anywhere();
        rules.put("experimentType", Rule.refused("hpo", "hpo; architecture search is not supported"));
        rules.put(
                "useAnnotation",
                Rule.refused(false, "false; instead of annotations in the trial code, write a searchSpace"));
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
        rules.put("debug", Rule.ignored(false, "has no effect here; at the top it sets the level of the program log"));
        rules.put(
                ExperimentKeys.TRIAL_GPU_NUMBER,
                Rule.refused(
                        0L,
                        "0, which hides all GPUs, or nothing; this training service does not assign GPUs (local does)"));
        rules.put(
                "useActiveGpu",
                Rule.ignored(false, "has no effect; this training service does not assign GPUs (local does)"));
        rules.put(
                ExperimentKeys.MAX_TRIAL_NUMBER_PER_GPU,
                Rule.ignored(1L, "has no effect; this training service does not assign GPUs (local does)"));
        rules.put(
                ExperimentKeys.GPU_INDICES,
                Rule.ignored(null, "has no effect; this training service does not assign GPUs (local does)"));
        rules.put("reuseMode", Rule.ignored(false, "has no effect; every attempt is a process of its own"));
        return rules;
    }
}
