package io.trialog.tuners.smac;

import io.trialog.tuners.history.History;
import io.trialog.tuners.history.Trial;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * The ended trials that the model learns from: all of them up to a limit, beyond it the best quarter of the limit, the newest
 * quarter, and a random half of the rest, which stays nearly the same from one proposal to the next.
 */
final class Lessons {

    private static final int MAX = 1000;

    private Lessons() {}

    /** At most 1,000 trials, in the order of their ends. */
    static List<Trial> of(History history) {
        if (history.endedCount() <= MAX) {
            return List.copyOf(history.ended());
        }
        List<Trial> chosen = new ArrayList<>(history.best(MAX / 4));
        chosen.addAll(history.newestWithout(chosen, MAX / 4));
        chosen.addAll(random(history.ended(), chosen, MAX - chosen.size()));
        chosen.sort(Comparator.comparingLong(Trial::time));
        return chosen;
    }

    /** Those whose hashes are smallest: a sample that an added trial changes in one place at most. */
    private static Collection<Trial> random(Collection<Trial> ended, List<Trial> without, int count) {
        Set<Long> excluded = new HashSet<>();
        without.forEach(trial -> excluded.add(trial.time()));
        Comparator<Trial> byHash =
                Comparator.comparingLong(trial -> hash(trial.observation().trialNumber()));
        PriorityQueue<Trial> smallest = new PriorityQueue<>(count + 1, byHash.reversed());
        for (Trial trial : ended) {
            if (!excluded.contains(trial.time())) {
                smallest.add(trial);
                if (smallest.size() > count) {
                    smallest.remove();
                }
            }
        }
        return smallest;
    }

    /** The finaliser of SplitMix64 (Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014). */
    private static long hash(long number) {
        long z = (number + 1) * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
