package io.trialog.tuners.patience;

import io.trialog.spi.assessor.Assessment;
import io.trialog.spi.assessor.Assessor;
import io.trialog.spi.tuner.Direction;
import io.trialog.tuners.curve.Ordering;
import io.trialog.tuners.curve.Wording;
import java.util.List;

/**
 * Stops a trial that has not become better by more than a margin for a number of steps (Prechelt, "Early stopping - but
 * when?", 1998). Small gains are not lost: they add up until they pass the margin. Values that are not finite are no gain.
 *
 * <p>Stateless: a verdict depends on the trial's own curve only, and costs O(k) at step k.
 */
final class Patience implements Assessor {

    private final Ordering ordering;
    private final long patience;
    private final double minDelta;
    private final long startStep;

    Patience(Direction direction, long patience, double minDelta, long startStep) {
        this.ordering = new Ordering(direction);
        this.patience = patience;
        this.minDelta = minDelta;
        this.startStep = startStep;
    }

    @Override
    public Assessment assess(long trialNumber, List<Double> history) {
        int step = history.size();
        double reference = ordering.worst();
        int since = 1;
        for (int i = 1; i <= step; i++) {
            double value = ordering.orWorst(history.get(i - 1));
            if (gain(reference, value) > minDelta) {
                reference = value;
                since = i;
            }
        }
        if (step < startStep || step - since < patience) {
            return Assessment.keepRunning();
        }
        String margin = minDelta > 0 ? " by more than " + Wording.number(minDelta) : "";
        return Assessment.stop("step " + step + ": " + Wording.number(reference) + " of step " + since + " not improved"
                + margin + " in " + (step - since) + " steps");
    }

    private double gain(double reference, double value) {
        return ordering.isWorse(reference, value) ? Math.abs(value - reference) : 0;
    }

    @Override
    public void trialEnded(long trialNumber, boolean succeeded) {}
}
