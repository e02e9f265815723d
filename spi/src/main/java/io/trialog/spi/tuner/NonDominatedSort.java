package io.trialog.spi.tuner;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Orders vectors of losses by dominance: one dominates another when it is nowhere worse and somewhere better. All vectors
 * have the same length, the number of objectives; smaller is better. A vector with a component that is not finite says
 * nothing: it dominates none and is dominated by all others.
 */
public final class NonDominatedSort {

    private NonDominatedSort() {}

    /** Whether {@code a} dominates {@code b}. */
    public static boolean dominates(double[] a, double[] b) {
        if (!isUsable(a) || !isUsable(b)) {
            return isUsable(a) && !isUsable(b);
        }
        return isNowhereWorse(a, b) && !isNowhereWorse(b, a);
    }

    /** Whether every component is a finite number. */
    public static boolean isUsable(double[] losses) {
        return Arrays.stream(losses).allMatch(Double::isFinite);
    }

    /**
     * The indices of the vectors that no other one dominates, ascending; equal vectors are all among them, unusable ones never. Takes
     * O(n log n) for one or two objectives, else O(n log n + n f) with f vectors on the front.
     */
    public static List<Integer> front(List<double[]> losses) {
        List<double[]> front = new ArrayList<>();
        List<Integer> indices = new ArrayList<>();
        for (int index : lexicographic(losses)) {
            double[] vector = losses.get(index);
            if (isUsable(vector) && !isBehind(front, vector)) {
                front.add(vector);
                indices.add(index);
            }
        }
        indices.sort(null);
        return List.copyOf(indices);
    }

    /**
     * The rank of each vector: 0 on the front, 1 on the front of the others when those of rank 0 are left out, and so on; all unusable
     * vectors share the last rank. Efficient non-dominated sort with binary search (Zhang et al., "An Efficient Approach to Nondominated
     * Sorting for Evolutionary Multiobjective Optimization", IEEE TEVC 19(2), 2015): O(n log n) for one or two objectives, O(m n^2) at worst for m.
     */
    public static int[] ranks(List<double[]> losses) {
        int[] ranks = new int[losses.size()];
        List<List<double[]>> fronts = new ArrayList<>();
        List<Integer> unusable = new ArrayList<>();
        for (int index : lexicographic(losses)) {
            double[] vector = losses.get(index);
            if (!isUsable(vector)) {
                unusable.add(index);
                continue;
            }
            int rank = firstFrontFor(vector, fronts);
            if (rank == fronts.size()) {
                fronts.add(new ArrayList<>());
            }
            fronts.get(rank).add(vector);
            ranks[index] = rank;
        }
        unusable.forEach(index -> ranks[index] = fronts.size());
        return ranks;
    }

    /**
     * How lonely each vector of one front is: the sum over objectives of the distance between its two neighbours, in units of the front's
     * range; infinite for the best and the worst in an objective (Deb et al., "A Fast and Elitist Multiobjective Genetic Algorithm: NSGA-II",
     * IEEE TEVC 6(2), 2002, section III-B). Takes O(m n log n).
     *
     * @param front usable vectors
     */
    public static double[] crowdingDistances(List<double[]> front) {
        double[] distances = new double[front.size()];
        int objectives = front.isEmpty() ? 0 : front.get(0).length;
        for (int objective = 0; objective < objectives; objective++) {
            addDistances(front, objective, distances);
        }
        return distances;
    }

    private static void addDistances(List<double[]> front, int objective, double[] distances) {
        int[] order = sorted(front, Comparator.comparingDouble(vector -> vector[objective]));
        int last = order.length - 1;
        double low = front.get(order[0])[objective];
        double range = front.get(order[last])[objective] - low;
        distances[order[0]] = Double.POSITIVE_INFINITY;
        distances[order[last]] = Double.POSITIVE_INFINITY;
        for (int i = 1; i < last && range > 0; i++) {
            double gap = front.get(order[i + 1])[objective] - front.get(order[i - 1])[objective];
            distances[order[i]] += gap / range;
        }
    }

    /** The first of the fronts, best first, that does not put the vector behind it. All that dominate it are in them. */
    private static int firstFrontFor(double[] vector, List<List<double[]>> fronts) {
        int low = 0;
        int high = fronts.size();
        while (low < high) { // what is behind a front is behind all better ones too
            int middle = (low + high) >>> 1;
            if (isBehind(fronts.get(middle), vector)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Whether a member of a front dominates a vector, which comes after all of them in lexicographic order. */
    private static boolean isBehind(List<double[]> front, double[] vector) {
        // Of at most two objectives the newest member is the best in the second one, and no better one in it comes
        // later
        int oldest = vector.length <= 2 ? Math.max(0, front.size() - 1) : 0;
        for (int i = front.size() - 1; i >= oldest; i--) {
            if (isNowhereWorse(front.get(i), vector) && !isNowhereWorse(vector, front.get(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNowhereWorse(double[] a, double[] b) {
        for (int i = 0; i < a.length; i++) {
            if (a[i] > b[i]) {
                return false;
            }
        }
        return true;
    }

    private static int[] lexicographic(List<double[]> losses) {
        return sorted(losses, NonDominatedSort::compareLexicographically);
    }

    private static int compareLexicographically(double[] a, double[] b) {
        for (int i = 0; i < a.length; i++) {
            int order = Double.compare(a[i] + 0.0, b[i] + 0.0); // both zeros are the same
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static int[] sorted(List<double[]> vectors, Comparator<double[]> order) {
        Integer[] indices = new Integer[vectors.size()];
        Arrays.setAll(indices, i -> i);
        Arrays.sort(indices, (a, b) -> order.compare(vectors.get(a), vectors.get(b))); // stable
        return Arrays.stream(indices).mapToInt(Integer::intValue).toArray();
    }
}
