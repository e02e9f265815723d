package io.trialog.tuners.fidelity;

import java.util.ArrayList;
import java.util.List;

/**
 * Budgets, each about {@code eta} times the one below it and the highest one the maximum (Li et al., "Hyperband",
 * arXiv:1603.06560, section 3).
 *
 * @param budgets ascending, at least one
 */
public record Ladder(List<Double> budgets) {

    /** As the original: a maximum that is a power of eta has that many steps in spite of rounding. */
    private static final double TOLERANCE = 1e-6;

    public Ladder {
        budgets = List.copyOf(budgets);
    }

    /**
     * The longest ladder from the maximum down to no less than the minimum. When both are whole numbers, so are all budgets
     * (rounded down): epochs cannot be divided.
     *
     * @param minimum above 0
     * @param maximum the minimum or more
     * @param eta above 1
     */
    public static Ladder of(double minimum, double maximum, double eta) {
        int steps = (int) Math.floor(Math.log(maximum / minimum) / Math.log(eta) + TOLERANCE);
        boolean whole = minimum == Math.rint(minimum) && maximum == Math.rint(maximum);
        List<Double> budgets = new ArrayList<>();
        for (int step = steps; step >= 0; step--) {
            double budget = maximum / Math.pow(eta, step);
            budgets.add(whole ? Math.floor(budget + TOLERANCE) : budget);
        }
        return new Ladder(budgets);
    }

    /** The index of the highest budget. */
    public int top() {
        return budgets.size() - 1;
    }
}
