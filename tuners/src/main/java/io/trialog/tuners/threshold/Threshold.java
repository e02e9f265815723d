package io.trialog.tuners.threshold;

import io.trialog.spi.assessor.Assessment;
import io.trialog.spi.assessor.Assessor;
import io.trialog.tuners.curve.Wording;
import java.util.List;

/**
 * Stops a trial as soon as a value, from some step on, lies outside bounds or is not finite.
 *
 * <p>Stateless: a verdict depends on the trial's own curve only, and costs O(k) at step k.
 */
final class Threshold implements Assessor {

    private final double lower;
    private final double upper;
    private final long startStep;
    private final boolean mustBeFinite;

    Threshold(double lower, double upper, long startStep, boolean mustBeFinite) {
        this.lower = lower;
        this.upper = upper;
        this.startStep = startStep;
        this.mustBeFinite = mustBeFinite;
    }

    @Override
    public Assessment assess(long trialNumber, List<Double> history) {
        for (int step = (int) Math.max(1, Math.min(startStep, Integer.MAX_VALUE)); step <= history.size(); step++) {
            double value = history.get(step - 1);
            String found = "step " + step + ": value " + Wording.number(value);
            if (mustBeFinite && !Double.isFinite(value)) {
                return Assessment.stop(found + " (expected: a finite number)");
            }
            if (value < lower) {
                return Assessment.stop(found + " < lower bound " + Wording.number(lower));
            }
            if (value > upper) {
                return Assessment.stop(found + " > upper bound " + Wording.number(upper));
            }
        }
        return Assessment.keepRunning();
    }

    @Override
    public void trialEnded(long trialNumber, boolean succeeded) {}
}
