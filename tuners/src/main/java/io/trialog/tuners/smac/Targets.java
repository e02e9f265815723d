package io.trialog.tuners.smac;

import io.trialog.tuners.history.Trial;
import io.trialog.tuners.history.Trial.Grade;
import java.util.Arrays;
import java.util.List;
import org.hipparchus.special.Erf;

/**
 * Makes of results what the forest learns: the normal score of their rank (Salinas, Shen, Perrone, "A quantile-based approach
 * for hyperparameter transfer learning", ICML 2020). It stretches the differences among the best, as SMAC3's logarithm does,
 * and minds neither the scale of the results nor outliers.
 */
final class Targets {

    private Targets() {}

    /** One for each of these usable trials; mean about 0, deviation about 1, smaller is better. */
    static double[] of(List<Trial> trials) {
        double[] losses = losses(trials);
        double[] sorted = losses.clone();
        Arrays.sort(sorted);
        double[] scores = new double[losses.length];
        for (int from = 0, to; from < sorted.length; from = to) {
            to = from + 1;
            while (to < sorted.length && sorted[to] == sorted[from]) {
                to++;
            }
            Arrays.fill(scores, from, to, score((from + to) / 2.0 / sorted.length));
        }
        return Arrays.stream(losses)
                .map(loss -> scores[Arrays.binarySearch(sorted, loss)])
                .toArray();
    }

    /** What stopped trials would have come to is unknown, but they were stopped for being no better than the others. */
    private static double[] losses(List<Trial> trials) {
        double[] complete = trials.stream()
                .filter(trial -> trial.grade() == Grade.COMPLETE)
                .mapToDouble(Trial::loss)
                .sorted()
                .toArray();
        double median = complete.length == 0 ? Double.NEGATIVE_INFINITY : complete[complete.length / 2];
        return trials.stream()
                .mapToDouble(trial -> trial.grade() == Grade.COMPLETE ? trial.loss() : Math.max(trial.loss(), median))
                .map(loss -> loss + 0.0) // no -0.0, which is another number to Arrays
                .toArray();
    }

    private static double score(double quantile) {
        return -Math.sqrt(2) * Erf.erfcInv(2 * quantile);
    }
}
