package io.trialog.tuners.nsga2;

import io.trialog.spi.tuner.NonDominatedSort;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * Orders individuals by the crowded comparison of Deb et al. (IEEE TEVC 6(2), 2002, section III): front by front, and
 * within a front the loneliest first.
 */
final class Selection {

    private Selection() {}

    /** The best of some individuals, best first; of equals the one that comes first. */
    static List<Individual> best(List<Individual> individuals, int count) {
        int[] ranks = NonDominatedSort.ranks(
                individuals.stream().map(Individual::losses).toList());
        TreeMap<Integer, List<Individual>> fronts = new TreeMap<>();
        for (int i = 0; i < ranks.length; i++) {
            fronts.computeIfAbsent(ranks[i], rank -> new ArrayList<>()).add(individuals.get(i));
        }
        List<Individual> best = new ArrayList<>();
        for (List<Individual> front : fronts.values()) {
            best.addAll(loneliestFirst(front));
            if (best.size() >= count) {
                break;
            }
        }
        return List.copyOf(best.subList(0, Math.min(count, best.size())));
    }

    private static List<Individual> loneliestFirst(List<Individual> front) {
        double[] distances = NonDominatedSort.crowdingDistances(
                front.stream().map(Individual::losses).toList());
        Integer[] order = new Integer[front.size()];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> -distances[i]));
        return Arrays.stream(order).map(front::get).toList();
    }

    /** The better of two random ones of a list that has the best first. */
    static Individual tournament(List<Individual> bestFirst, RandomGenerator random) {
        int first = random.nextInt(bestFirst.size());
        int second = random.nextInt(bestFirst.size());
        return bestFirst.get(Math.min(first, second));
    }
}
