package io.trialog.tuners.gp;

import io.trialog.tuners.history.Trial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a model is fitted to: points with losses that are fit for it.
 *
 * @param points coordinates by trial and dimension
 * @param losses one for each point, to be minimised
 * @param real whether the loss is a result; else it is assumed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record TrainingSet(double[][] points, double[] losses, boolean[] real) {

    private static final double LARGEST = 1e100;
    private static final double FAILED_QUANTILE = 0.9;
    private static final double FAR_OUT = 10;

    /**
     * The training set of ended trials, of which at least one has a value. A trial that was stopped early counts as no better
     * than the median of those that ran to their end; a failed one, and one whose loss is out of all proportion, as a bad one.
     *
     * @param ended trials in the order of their ends
     * @param limit when there are more: the best, the newest, and others evenly over the ranks
     */
    static TrainingSet of(List<Trial> ended, int limit) {
        List<Trial> chosen = ended.size() <= limit ? ended : subset(ended, limit);
        int n = chosen.size();
        double[][] points = new double[n][];
        boolean[] real = new boolean[n];
        double[] losses = new double[n];
        double floor = median(losses(chosen, Trial.Grade.COMPLETE));
        for (int i = 0; i < n; i++) {
            Trial trial = chosen.get(i);
            points[i] = trial.point().coordinates();
            real[i] = trial.isUsable();
            double loss = Math.min(Math.max(trial.loss(), -LARGEST), LARGEST);
            losses[i] = trial.grade() == Trial.Grade.STOPPED ? Math.max(loss, floor) : loss;
        }
        impute(losses, real);
        return new TrainingSet(points, losses, real);
    }

    private static void impute(double[] losses, boolean[] real) {
        double[] sorted = new double[losses.length];
        int count = 0;
        for (int i = 0; i < losses.length; i++) {
            if (real[i]) {
                sorted[count++] = losses[i];
            }
        }
        sorted = Arrays.copyOf(sorted, count);
        Arrays.sort(sorted);
        double bad = sorted[(int) Math.rint(FAILED_QUANTILE * (count - 1))];
        double worst = bad > sorted[0] ? bad + FAR_OUT * (bad - sorted[0]) : sorted[count - 1];
        for (int i = 0; i < losses.length; i++) {
            losses[i] = real[i] ? Math.min(losses[i], worst) : bad;
        }
    }

    private static double[] losses(List<Trial> trials, Trial.Grade grade) {
        return trials.stream()
                .filter(trial -> trial.grade() == grade)
                .mapToDouble(Trial::loss)
                .sorted()
                .toArray();
    }

    private static double median(double[] sorted) {
        return sorted.length == 0 ? -LARGEST : Math.min(Math.max(sorted[sorted.length / 2], -LARGEST), LARGEST);
    }

    private static List<Trial> subset(List<Trial> ended, int limit) {
        Set<Trial> chosen = new HashSet<>(ended.subList(ended.size() - limit / 4, ended.size())); // membership only
        List<Trial> ranked = new ArrayList<>(ended);
        Collections.sort(ranked);
        chosen.addAll(ranked.subList(0, limit / 3));
        List<Trial> others =
                ranked.stream().filter(trial -> !chosen.contains(trial)).toList();
        int rest = limit - chosen.size();
        for (int i = 0; i < rest; i++) {
            chosen.add(others.get((int) ((double) i / rest * others.size())));
        }
        return ended.stream().filter(chosen::contains).toList();
    }

    /** How many points there are. */
    int size() {
        return losses.length;
    }

    /** Coordinates of the best real results, best first. */
    List<double[]> best(int count) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < losses.length; i++) {
            if (real[i]) {
                order.add(i);
            }
        }
        order.sort((a, b) -> Double.compare(losses[a], losses[b]));
        return order.stream().limit(count).map(i -> points[i]).toList();
    }
}
