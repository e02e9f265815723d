package io.trialog.tuners.curvefitting;

import io.trialog.spi.assessor.Assessment;
import io.trialog.spi.assessor.Assessor;
import io.trialog.spi.tuner.Direction;
import io.trialog.tuners.curve.Ordering;
import io.trialog.tuners.curve.Wording;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Stops a trial when its learning curve, extrapolated to the last step, comes to less than the best last value of the trials
 * that succeeded, by more than a share of its size (after Domhan et al., IJCAI 2015). A trial that has reached that bound, or
 * the last step, is never stopped; nor is one of whose curve too little is known.
 *
 * <p>A fold over reports and ends; a report that is judged costs some milliseconds at most, however long the curve.
 */
final class CurveFitting implements Assessor {

    private final Ordering ordering;
    private final long lastStep;
    private final long startStep;
    private final double threshold;
    private final long gap;
    private final Map<Long, Double> latest = new HashMap<>(); // looked up by trial only, never iterated
    private final Map<Long, Integer> judged = new HashMap<>(); // the step of the last judgement; the same
    private double best;
    private int succeeded;

    /**
     * Knows no trial yet.
     *
     * @param lastStep the step at which trials end
     * @param startStep the first step that is judged
     * @param threshold how much of the best value is enough, in [0, 1]
     * @param gap a trial is judged every so many steps, 1 or more
     */
    CurveFitting(Direction direction, long lastStep, long startStep, double threshold, long gap) {
        this.ordering = new Ordering(direction);
        this.lastStep = lastStep;
        this.startStep = startStep;
        this.threshold = threshold;
        this.gap = gap;
        this.best = ordering.worst();
    }

    @Override
    public Assessment assess(long trialNumber, List<Double> history) {
        int step = history.size();
        latest.put(trialNumber, ordering.orWorst(history.get(step - 1)));
        if (step < startStep || step >= lastStep || !Double.isFinite(best) || !isDue(trialNumber, step)) {
            return Assessment.keepRunning();
        }
        judged.put(trialNumber, step);
        double bound = bound();
        if (!ordering.isWorse(ordering.best(history, step), bound)) {
            return Assessment.keepRunning();
        }
        OptionalDouble predicted = predict(history);
        return predicted.isPresent() && ordering.isWorse(predicted.getAsDouble(), bound)
                ? Assessment.stop(reason(step, predicted.getAsDouble(), bound))
                : Assessment.keepRunning();
    }

    private boolean isDue(long trial, int step) {
        Integer last = judged.get(trial);
        return last == null || step - last >= gap || step < last; // the last: it is tried again
    }

    /** What a trial has to come to: for values above 0 that are to be large, the best one times the threshold. */
    private double bound() {
        double margin = (1 - threshold) * Math.abs(best);
        return ordering.direction() == Direction.MAXIMIZE ? best - margin : best + margin;
    }

    private OptionalDouble predict(List<Double> history) {
        boolean falls = ordering.direction() == Direction.MINIMIZE;
        OptionalDouble predicted = Extrapolation.at(
                (int) Math.min(lastStep, Integer.MAX_VALUE),
                falls ? history.stream().map(value -> -value).toList() : history);
        return falls && predicted.isPresent() ? OptionalDouble.of(-predicted.getAsDouble()) : predicted;
    }

    private String reason(int step, double predicted, double bound) {
        return "step " + step + ": predicted " + Wording.number(predicted) + " at step " + lastStep + " "
                + ordering.sign() + " bound " + Wording.number(bound) + ", with best " + Wording.number(best) + " of "
                + Wording.trials(succeeded);
    }

    @Override
    public void trialEnded(long trialNumber, boolean success) {
        judged.remove(trialNumber);
        Double last = latest.remove(trialNumber);
        if (success && last != null) {
            succeeded++;
            best = ordering.better(best, last);
        }
    }
}
