package io.trialog.tuners.fidelity;

import io.trialog.spi.option.OptionSpec;
import io.trialog.spi.option.Options;
import io.trialog.spi.problem.InvalidInputException;
import io.trialog.spi.problem.Problem;

/** The options that say which budgets there are. */
public final class BudgetOptions {

    private static final String MIN_BUDGET = "min_budget";
    private static final String MAX_BUDGET = "max_budget";
    private static final String ETA = "eta";

    private static final double MAX_RATIO = 1e6;

    private BudgetOptions() {}

    /** The smallest budget. */
    public static OptionSpec minBudget(double standard) {
        return OptionSpec.number(
                        MIN_BUDGET,
                        "the smallest budget of a trial, in epochs or another unit that its code defines; the one that is used"
                                + " is max_budget divided by a power of eta, as small as this allows")
                .above(0)
                .defaultsTo(standard);
    }

    /** The largest budget. */
    public static OptionSpec maxBudget(double standard) {
        return OptionSpec.number(
                        MAX_BUDGET, "the largest budget of a trial; budgets are whole when this and min_budget are")
                .above(0)
                .defaultsTo(standard);
    }

    /** The ratio of budgets. */
    public static OptionSpec eta(int standard) {
        return OptionSpec.integer(ETA, "one of this many trials goes on, with this many times the budget")
                .atLeast(2)
                .atMost(1_000)
                .defaultsTo(standard);
    }

    /** The ratio of budgets. */
    public static double eta(Options options) {
        return (double) options.integer(ETA);
    }

    /**
     * The budgets.
     *
     * @throws InvalidInputException when the smallest one is above the largest, or more than a million times smaller
     */
    public static Ladder ladder(Options options) {
        double min = options.number(MIN_BUDGET);
        double max = options.number(MAX_BUDGET);
        if (min > max) {
            throw new InvalidInputException(
                    new Problem(MIN_BUDGET, min + " (expected: at most max_budget, which is " + max + ")"));
        }
        if (max / min > MAX_RATIO) {
            throw new InvalidInputException(new Problem(
                    MAX_BUDGET, max + " (expected: at most a million times min_budget, which is " + min + ")"));
        }
        return Ladder.of(min, max, eta(options));
    }
}
