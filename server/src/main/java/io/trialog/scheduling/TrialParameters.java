package io.trialog.scheduling;

import io.trialog.experiment.SpentBudget;
import io.trialog.projection.TrialRow;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a trial receives: its configuration, and the budget that the tuner gives it by the name that NNI's users know; with some tuners
 * also the directory that it goes on from. A parameter of the search space that has such a name stays what it is.
 */
final class TrialParameters {

    private static final String LOAD = "load_checkpoint_dir";
    private static final String SAVE = "save_checkpoint_dir";

    private TrialParameters() {}

    static Map<String, @Nullable Object> of(TrialRow trial) {
        Map<String, @Nullable Object> parameters = new LinkedHashMap<>(trial.configuration());
        Double budget = trial.terms().budget();
        if (budget != null) {
            parameters.putIfAbsent(SpentBudget.KEY, number(budget));
        }
        return parameters;
    }

    /** The same for trials that expect to be told of their checkpoint directory so: to load from, and to save to. */
    static Map<String, @Nullable Object> of(TrialRow trial, Path checkpoint) {
        Map<String, @Nullable Object> parameters = of(trial);
        String directory = checkpoint.toAbsolutePath().toString();
        parameters.putIfAbsent(LOAD, directory);
        parameters.putIfAbsent(SAVE, directory);
        return parameters;
    }

    /** Whole where it is: most budgets count something, and {@code range(9.0)} is an error in Python. */
    private static Number number(double budget) {
        boolean isWhole = budget == (long) budget;
        return isWhole ? (Number) (long) budget : (Number) budget;
    }
}
