package io.trialog.tuners.medianstop;

import io.trialog.spi.assessor.Assessment;
import io.trialog.spi.assessor.Assessor;
import io.trialog.spi.tuner.Direction;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Stops a trial at step k when its best value up to k is strictly worse than the median of the running averages, at step k,
 * of all trials that succeeded and got that far (Golovin et al., "Google Vizier", KDD 2017). With an even
 * number of averages the median is the worse of the two in the middle, in the trial's favour. Values that are not finite
 * count as the worst possible.
 *
 * <p>A fold over reports and ends; the work of one report is O(n log n) in the number of succeeded trials.
 */
final class MedianStop implements Assessor {

    private static final MathContext FOUR_DIGITS = new MathContext(4);

    private final Direction direction;
    private final long startStep;
    private final Map<Long, List<Double>> running = new HashMap<>(); // looked up by trial only, never iterated

    /** By step, from 0: the running averages of the succeeded trials that got that far, in the order of their ends. */
    private final List<List<Double>> averages = new ArrayList<>();

    MedianStop(Direction direction, long startStep) {
        this.direction = direction;
        this.startStep = startStep;
    }

    @Override
    public Assessment assess(long trialNumber, List<Double> history) {
        int step = history.size();
        if (step < startStep) {
            return Assessment.keepRunning();
        }
        running.put(trialNumber, List.copyOf(history));
        if (step > averages.size()) {
            return Assessment.keepRunning();
        }
        List<Double> others = averages.get(step - 1);
        double best = best(history);
        double median = median(others);
        if (!direction.isBetter(median, best)) {
            return Assessment.keepRunning();
        }
        return Assessment.stop(String.format(
                "step %d: best %s %s median %s of %d %s",
                step,
                shown(best),
                direction == Direction.MAXIMIZE ? "<" : ">",
                shown(median),
                others.size(),
                others.size() == 1 ? "trial" : "trials"));
    }

    @Override
    public void trialEnded(long trialNumber, boolean succeeded) {
        List<Double> history = running.remove(trialNumber);
        if (history == null || !succeeded) {
            return;
        }
        double sum = 0;
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < history.size(); i++) {
            double value = finite(history.get(i));
            sum += value;
            low = Math.min(low, value);
            high = Math.max(high, value);
            if (averages.size() == i) {
                averages.add(new ArrayList<>());
            }
            // rounding must not put the average of 0.8, 0.8, 0.8 above 0.8: a trial that does as well would be stopped
            averages.get(i).add(Math.min(high, Math.max(low, sum / (i + 1))));
        }
    }

    private double best(List<Double> history) {
        double best = worst();
        for (double value : history) {
            best = direction.isBetter(finite(value), best) ? finite(value) : best;
        }
        return best;
    }

    private double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(direction == Direction.MAXIMIZE ? (sorted.size() - 1) / 2 : sorted.size() / 2);
    }

    private double finite(double value) {
        return Double.isFinite(value) ? value : worst();
    }

    private double worst() {
        return direction == Direction.MAXIMIZE ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }

    /** A value with as many digits as people read. */
    private static String shown(double value) {
        return Double.isFinite(value)
                ? new BigDecimal(value).round(FOUR_DIGITS).stripTrailingZeros().toString()
                : Double.toString(value);
    }
}
