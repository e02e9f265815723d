package io.trialog.tuners.tpe;

import io.trialog.tuners.history.History;
import io.trialog.tuners.history.Trial;
import io.trialog.tuners.space.Point;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The trials divided into the better few and the rest, each oldest first. Failed trials belong to the rest: their region is
 * to be avoided.
 *
 * @param better the better trials
 * @param threshold the loss of the best of the others; not-a-number when none ran to its end
 * @param above points of the others, the newest ones when there are many
 */
record Split(List<Trial> better, double threshold, List<Point> above) {

    /** Bounds the work of a proposal; with the weights of {@link #weights} older trials count for little anyway. */
    private static final int MAX_ABOVE = 1000;

    private static final Comparator<Trial> OLDEST_FIRST = Comparator.comparingLong(Trial::time);

    /** Divides what is known, and the running trials by what is assumed of them. */
    static Split of(History history, List<Point> running, TpeSettings settings) {
        int belowCount = settings.belowCount(history.usableCount());
        List<Trial> assumed = settings.liar().pretend(running, history);
        List<Trial> better = Stream.concat(history.best(belowCount).stream(), assumed.stream())
                .filter(Trial::isUsable)
                .sorted()
                .limit(belowCount)
                .sorted(OLDEST_FIRST)
                .toList();
        List<Point> others = points(history.newestWithout(better, MAX_ABOVE));
        Set<Long> times = better.stream().map(Trial::time).collect(Collectors.toSet());
        for (Trial trial : assumed) {
            if (!times.contains(trial.time())) {
                others.add(trial.point());
            }
        }
        List<Trial> best = history.best(belowCount + 1);
        Trial next = best.size() > belowCount ? best.get(belowCount) : null;
        double threshold = next != null && next.grade() == Trial.Grade.COMPLETE ? next.loss() : Double.NaN;
        return new Split(better, threshold, others);
    }

    /** Points of the better trials. */
    List<Point> below() {
        return points(better);
    }

    /**
     * How much each of the better trials weighs, 1 on average: in proportion to how much better it is than the best of the
     * others, which makes the search one by expected improvement (Watanabe, "Tree-structured Parzen estimator",
     * arXiv:2304.11127, section 3.2.1: EI). As {@link #weights} says when losses cannot be compared, as those of early-stopped trials.
     *
     * @param newest how many of the newest weigh 1 then
     */
    double[] belowWeights(int newest) {
        double[] weights = new double[better.size()];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            Trial trial = better.get(i);
            weights[i] = trial.grade() == Trial.Grade.COMPLETE ? Math.max(0, threshold - trial.loss()) : Double.NaN;
            sum += weights[i];
        }
        if (!(sum > 0) || Double.isInfinite(sum)) { // not-a-number, too
            return weights(weights.length, newest);
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] *= weights.length / sum;
        }
        return weights;
    }

    /**
     * How much each of {@code count} points weighs, oldest first: 1 for the newest {@code newest}, older ones on a ramp from
     * 1 / count to 1 (Bergstra et al., "Making a science of model search", 2013: linear forgetting).
     */
    static double[] weights(int count, int newest) {
        double[] weights = new double[count];
        int ramp = Math.max(0, count - newest);
        for (int i = 0; i < count; i++) {
            double first = 1.0 / count;
            weights[i] = i >= ramp ? 1 : ramp == 1 ? first : first + (1 - first) * i / (ramp - 1);
        }
        return weights;
    }

    private static List<Point> points(List<Trial> trials) {
        List<Point> points = new ArrayList<>(trials.size());
        for (Trial trial : trials) {
            points.add(trial.point());
        }
        return points;
    }
}
