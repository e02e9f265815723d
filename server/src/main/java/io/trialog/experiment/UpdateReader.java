package io.trialog.experiment;

import io.trialog.event.ExperimentId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what somebody wants changed of an experiment: some of the configuration's own keys, spelled as there; null removes a
 * limit. Finds all problems at once.
 */
public final class UpdateReader {

    private static final List<String> REMOVABLE = List.of(
            ExperimentKeys.MAX_TRIAL_NUMBER, ExperimentKeys.MAX_EXPERIMENT_DURATION, ExperimentKeys.MAX_TRIAL_DURATION);
    private static final List<String> KEYS = List.of(
            ExperimentKeys.TRIAL_CONCURRENCY,
            ExperimentKeys.MAX_TRIAL_NUMBER,
            ExperimentKeys.MAX_EXPERIMENT_DURATION,
            ExperimentKeys.MAX_TRIAL_DURATION);

    /**
     * Reads an update.
     *
     * @throws InvalidConfigException with all problems
     */
    public UpdateExperiment read(ExperimentId id, ConfigNode written) {
        ConfigProblems problems = new ConfigProblems(written);
        if (!(written instanceof ConfigNode.Mapping mapping)
                || mapping.entries().isEmpty()) {
            problems.add("", Shown.of(written) + " (expected: an object with some of " + String.join(", ", KEYS) + ")");
            throw problems.asException();
        }
        ConfigSection root = new ConfigSection("", mapping, problems);
        root.rejectUnknown(KEYS, List.of());
        LimitChanges limits = new LimitChanges(
                number(root, ExperimentKeys.TRIAL_CONCURRENCY),
                number(root, ExperimentKeys.MAX_TRIAL_NUMBER),
                duration(root, ExperimentKeys.MAX_EXPERIMENT_DURATION),
                duration(root, ExperimentKeys.MAX_TRIAL_DURATION),
                removed(root));
        if (!problems.isEmpty()) {
            throw problems.asException();
        }
        return new UpdateExperiment(id, limits);
    }

    private static @Nullable Integer number(ConfigSection root, String key) {
        Long number = root.integer(key, 1, Integer.MAX_VALUE);
        return number == null ? null : (Integer) number.intValue();
    }

    private static @Nullable Duration duration(ConfigSection root, String key) {
        return root.duration(key);
    }

    private static List<String> removed(ConfigSection root) {
        List<String> removed = new ArrayList<>();
        for (ConfigNode.Entry entry : root.entries()) {
            if (entry.value().plain() == null) {
                ConfigKey.find(entry.key(), KEYS)
                        .filter(key -> !REMOVABLE.contains(key))
                        .ifPresent(key -> root.problem(key, "null (expected: a value; this one cannot be removed)"));
                ConfigKey.find(entry.key(), REMOVABLE).ifPresent(removed::add);
            }
        }
        return removed;
    }
}
