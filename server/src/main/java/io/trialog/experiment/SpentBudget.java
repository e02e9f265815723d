package io.trialog.experiment;

import io.trialog.spi.problem.Problem;
import io.trialog.spi.space.Configuration;
import io.trialog.spi.space.SearchSpace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A configuration as a trial had it, without the budget that trials receive beside the parameters.
 *
 * @param configuration the parameters
 * @param budget what the trial could spend, finite and above 0; null when it does not say
 */
public record SpentBudget(
        Configuration configuration, @Nullable Double budget) {

    /** The name by which a trial receives its budget among its parameters. */
    public static final String KEY = "TRIAL_BUDGET";

    /**
     * Takes the budget out of a configuration. A parameter of the search space that has its name stays one.
     *
     * @param problems takes what is wrong with the budget
     */
    static SpentBudget of(Configuration received, SearchSpace space, List<Problem> problems) {
        if (space.parameter(KEY).isPresent() || !received.values().containsKey(KEY)) {
            return new SpentBudget(received, null);
        }
        Map<String, @Nullable Object> parameters = new LinkedHashMap<>(received.values());
        @Nullable Object written = parameters.remove(KEY);
        Double budget = written instanceof Number number ? (Double) number.doubleValue() : null;
        if (budget == null || !Double.isFinite(budget) || budget <= 0) {
            problems.add(new Problem(KEY, written + " (expected: a finite number, > 0)"));
            budget = null;
        }
        return new SpentBudget(Configuration.of(parameters), budget);
    }
}
