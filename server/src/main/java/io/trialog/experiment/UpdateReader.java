package io.trialog.experiment;

import io.trialog.event.ExperimentId;
import io.trialog.port.Plugins;
import io.trialog.spi.space.SearchSpace;
import io.trialog.spi.tuner.TunerFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
            ExperimentKeys.MAX_TRIAL_DURATION,
            ExperimentKeys.SEARCH_SPACE);

    private final Plugins plugins;

    /** A reader that knows these plugins. */
    public UpdateReader(Plugins plugins) {
        this.plugins = plugins;
    }

    /**
     * Reads an update. Has the tuner look at another search space, so it has no place on the engine's thread.
     *
     * @param created the experiment's configuration as created
     * @throws InvalidConfigException with all problems
     */
    public UpdateExperiment read(ExperimentId id, ExperimentConfig created, ConfigNode written) {
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
                root.duration(ExperimentKeys.MAX_EXPERIMENT_DURATION),
                root.duration(ExperimentKeys.MAX_TRIAL_DURATION),
                removed(root));
        Optional<SearchSpace> space = searchSpace(root, created, problems);
        if (!problems.isEmpty()) {
            throw problems.asException();
        }
        return new UpdateExperiment(id, limits, space.orElse(null));
    }

    private Optional<SearchSpace> searchSpace(ConfigSection root, ExperimentConfig created, ConfigProblems problems) {
        ConfigNode written = root.find(ExperimentKeys.SEARCH_SPACE);
        if (written == null) {
            return Optional.empty();
        }
        SearchSpaceInput input = new SearchSpaceInput(written, null);
        Optional<SearchSpace> space = input.parse(problems);
        Optional<TunerFactory> tuner = plugins.tuner(created.tuner().name());
        if (tuner.isEmpty()) {
            problems.add(
                    ExperimentKeys.SEARCH_SPACE,
                    "the tuner '" + created.tuner().name() + "', which would have to accept it, is not installed here");
        } else if (space.isPresent()) {
            new TunerRehearsal(new GuestQuestions(plugins, problems), problems)
                    .of(
                            tuner.get(),
                            () -> ExperimentTunerContext.of(created, space.get(), tuner.get()),
                            input,
                            problem -> problem.under(ExperimentKeys.TUNER));
        }
        return space;
    }

    private static @Nullable Integer number(ConfigSection root, String key) {
        Long number = root.integer(key, 1, Integer.MAX_VALUE);
        return number == null ? null : (Integer) number.intValue();
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
