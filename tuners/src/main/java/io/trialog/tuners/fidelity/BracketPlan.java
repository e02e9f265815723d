package io.trialog.tuners.fidelity;

import java.util.ArrayList;
import java.util.List;

/**
 * How many configurations a bracket of Hyperband starts, and how many of them go on to which budget.
 *
 * @param rungs the lowest one first; the last one has the maximum budget
 */
public record BracketPlan(List<Rung> rungs) {

    private static final double TOLERANCE = 1e-6;

    /**
     * A round of a bracket.
     *
     * @param size how many configurations it has, 1 or more
     * @param budget how much each of them may spend
     */
    public record Rung(int size, double budget) {}

    public BracketPlan {
        rungs = List.copyOf(rungs);
    }

    /**
     * The brackets of one round of Hyperband, from the one that starts the most configurations to the one that starts all of
     * them with the maximum budget: bracket s of a ladder with s_max + 1 budgets starts {@code ceil((s_max + 1) eta^s / (s +
     * 1))} (arXiv:1603.06560, algorithm 1).
     */
    public static List<BracketPlan> hyperband(Ladder ladder, double eta) {
        List<BracketPlan> plans = new ArrayList<>();
        for (int s = ladder.top(); s >= 0; s--) {
            double start = Math.ceil(ladder.budgets().size() * Math.pow(eta, s) / (s + 1) - TOLERANCE);
            List<Rung> rungs = new ArrayList<>();
            for (int i = 0; i <= s; i++) {
                int size = (int) Math.floor(start / Math.pow(eta, i) + TOLERANCE);
                rungs.add(new Rung(Math.max(size, 1), ladder.budgets().get(ladder.top() - s + i)));
            }
            plans.add(new BracketPlan(rungs));
        }
        return List.copyOf(plans);
    }

    /** The index of the last rung. */
    int top() {
        return rungs.size() - 1;
    }
}
