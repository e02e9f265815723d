package io.trialog.spi.tuner;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Compares results of several objectives: one dominates another when it is nowhere worse and somewhere better; the front
 * are those that none dominates. A result that lacks an objective, or has one that is not finite, is never on the front.
 *
 * @param objectives what is optimized, at least one
 */
public record Pareto(List<Objective> objectives) {

    public Pareto {
        objectives = List.copyOf(objectives);
        if (objectives.isEmpty()) {
            throw new IllegalArgumentException("objectives: [] (expected: at least one)");
        }
    }

    /** The metrics as something to minimise, one number for each objective; not-a-number where it is missing. */
    public double[] losses(Map<String, Double> metrics) {
        double[] losses = new double[objectives.size()];
        Arrays.setAll(losses, i -> {
            Objective objective = objectives.get(i);
            return objective.direction().toLoss(metrics.getOrDefault(objective.metric(), Double.NaN));
        });
        return losses;
    }

    /** Whether every objective has a finite value. */
    public boolean isComplete(Map<String, Double> metrics) {
        return NonDominatedSort.isUsable(losses(metrics));
    }

    /** Whether the first result dominates the second one. */
    public boolean dominates(Map<String, Double> metrics, Map<String, Double> others) {
        return NonDominatedSort.dominates(losses(metrics), losses(others));
    }

    /** The indices of the results on the front, ascending; equal ones are all among them. Takes O(n log n) for two objectives. */
    public List<Integer> front(List<Map<String, Double>> results) {
        return NonDominatedSort.front(allLosses(results));
    }

    /** How many fronts lie before each result, 0 for the best; incomplete ones share the last rank. */
    public int[] ranks(List<Map<String, Double>> results) {
        return NonDominatedSort.ranks(allLosses(results));
    }

    private List<double[]> allLosses(List<Map<String, Double>> results) {
        List<double[]> losses = new ArrayList<>(results.size());
        results.forEach(metrics -> losses.add(losses(metrics)));
        return losses;
    }
}
