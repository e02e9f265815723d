package io.trialog.scheduling;

import io.trialog.projection.TrialRow;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a trial receives: its configuration, and the budget that the tuner gives it by the name that NNI's users know. A parameter
 * of the search space that has this name stays what it is.
 */
final class TrialParameters {

    static final String BUDGET = "TRIAL_BUDGET";

    private TrialParameters() {}

    static Map<String, @Nullable Object> of(TrialRow trial) {
        Map<String, @Nullable Object> parameters = new LinkedHashMap<>(trial.configuration());
        Double budget = trial.terms().budget();
        if (budget != null) {
            parameters.putIfAbsent(BUDGET, number(budget));
        }
        return parameters;
    }

    /** Whole where it is: most budgets count something, and {@code range(9.0)} is an error in Python. */
    private static Number number(double budget) {
        boolean isWhole = budget == (long) budget;
        return isWhole ? (Number) (long) budget : (Number) budget;
    }
}
