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

    private Losses() {}

    /** The losses of trials, of which at least one has a value. */
    public static double[] of(List<Trial> trials) {
        double[] sorted = trials.stream()
                .filter(Trial::isUsable)
                .mapToDouble(Trial::loss)
                .sorted()
                .toArray();
        double median = sorted[sorted.length / 2];
        double good = sorted[sorted.length / 10];
        double unit =
                median > good ? median - good : Math.max(sorted[sorted.length - 1] - sorted[0], Double.MIN_NORMAL);
        double[] losses = trials.stream()
                .mapToDouble(trial -> trial.isUsable() ? trial.loss() : sorted[sorted.length - 1])
                .map(loss -> drawnIn(loss / unit - median / unit))
                .toArray();
        double mean = Arrays.stream(losses).average().orElseThrow();
        double variance = Arrays.stream(losses)
                .map(loss -> (loss - mean) * (loss - mean))
                .average()
                .orElseThrow();
        double deviation = variance > 0 ? Math.sqrt(variance) : 1;
        return Arrays.stream(losses).map(loss -> (loss - mean) / deviation).toArray();
    }

    private static double drawnIn(double units) {
        double size = Math.min(LARGEST, Math.abs(Double.isNaN(units) ? 0 : units));
        return Math.copySign(Math.log(size + Math.sqrt(size * size + 1)), units);
    }
}
