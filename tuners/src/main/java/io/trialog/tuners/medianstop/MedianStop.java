package io.trialog.tuners.medianstop;

import io.trialog.spi.assessor.Assessment;
import io.trialog.spi.assessor.Assessor;
import io.trialog.spi.tuner.Direction;
import io.trialog.tuners.curve.Ordering;
import io.trialog.tuners.curve.Pool;
import io.trialog.tuners.curve.Wording;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Stops a trial at step k when its best value up to k is strictly worse than the median of the running averages, at step k,
 * of all trials that succeeded and got that far (Golovin et al., "Google Vizier", KDD 2017). With an even
 * number of averages the median is the worse of the two in the middle, in the trial's favour. Values that are not finite
 * count as the worst possible.
 *
 * <p>A fold over reports and ends; a report costs O(k), an end O(k n) for n succeeded trials.
 */
final class MedianStop implements Assessor {

    private final Ordering ordering;
    private final long startStep;
    private final Map<Long, List<Double>> running = new HashMap<>(); // looked up by trial only, never iterated
    private final Pool averages = new Pool();

    MedianStop(Direction direction, long startStep) {
        this.ordering = new Ordering(direction);
        this.startStep = startStep;
    }

    @Override
    public Assessment assess(long trialNumber, List<Double> history) {
        int step = history.size();
        if (step < startStep) {
            return Assessment.keepRunning();
        }
        running.put(trialNumber, List.copyOf(history));
        List<Double> others = averages.at(step);
        if (others.isEmpty()) {
            return Assessment.keepRunning();
        }
        double best = ordering.best(history, step);
        double median = median(others);
        return ordering.isWorse(best, median)
                ? Assessment.stop(Wording.worse(step, best, ordering, "median", median, others.size()))
                : Assessment.keepRunning();
    }

    @Override
    public void trialEnded(long trialNumber, boolean succeeded) {
        List<Double> history = running.remove(trialNumber);
        if (history != null && succeeded) {
            averages.add(averages(history));
        }
    }

    private double[] averages(List<Double> history) {
        double[] averages = new double[history.size()];
        double sum = 0;
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < averages.length; i++) {
            double value = ordering.orWorst(history.get(i));
            sum += value;
            low = Math.min(low, value);
            high = Math.max(high, value);
            // rounding must not put the average of 0.8, 0.8, 0.8 above 0.8: a trial that does as well would be stopped
            averages[i] = Math.min(high, Math.max(low, sum / (i + 1)));
        }
        return averages;
    }

    private double median(List<Double> ascending) {
        int count = ascending.size();
        return ascending.get(ordering.direction() == Direction.MAXIMIZE ? (count - 1) / 2 : count / 2);
    }
}
