package io.trialog.tuners.candidate;

import io.trialog.tuners.history.Trial;
import java.util.Arrays;
import java.util.List;

/**
 * Losses as models see them: about of mean 0 and deviation 1, with the long tail of bad ones drawn in by an inverse
 * hyperbolic sine, which keeps their order. Failed trials are as bad as the worst result, so that their region is avoided.
 */
public final class Losses {

    private static final double LARGEST = 1e6;

    private final double worst;
    private final double median;
    private final double unit;
    private final double mean;
    private final double deviation;

    private Losses(List<Trial> trials) {
        double[] sorted = trials.stream()
                .filter(Trial::isUsable)
                .mapToDouble(Trial::loss)
                .sorted()
                .toArray();
        this.worst = sorted[sorted.length - 1];
        this.median = sorted[sorted.length / 2];
        double good = sorted[sorted.length / 10];
        this.unit = median > good ? median - good : Math.max(worst - sorted[0], Double.MIN_NORMAL);
        double[] drawnIn = trials.stream().mapToDouble(this::drawnIn).toArray();
        double centre = Arrays.stream(drawnIn).average().orElseThrow();
        double variance = Arrays.stream(drawnIn)
                .map(loss -> (loss - centre) * (loss - centre))
                .average()
                .orElseThrow();
        this.mean = centre;
        this.deviation = variance > 0 ? Math.sqrt(variance) : 1;
    }

    /** The scale of these trials, of which at least one has a value. */
    public static Losses scaledBy(List<Trial> trials) {
        return new Losses(trials);
    }

    /** The losses of trials, of which at least one has a value, in their own scale. */
    public static double[] of(List<Trial> trials) {
        Losses losses = new Losses(trials);
        return trials.stream().mapToDouble(losses::of).toArray();
    }

    /** The loss of a trial in this scale. */
    public double of(Trial trial) {
        return (drawnIn(trial) - mean) / deviation;
    }

    private double drawnIn(Trial trial) {
        double units = (trial.isUsable() ? trial.loss() : worst) / unit - median / unit;
        double size = Math.min(LARGEST, Math.abs(Double.isNaN(units) ? 0 : units));
        return Math.copySign(Math.log(size + Math.sqrt(size * size + 1)), units);
    }
}
