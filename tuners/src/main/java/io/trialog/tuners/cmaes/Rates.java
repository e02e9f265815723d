package io.trialog.tuners.cmaes;

import java.util.Arrays;
import java.util.List;

/**
 * Recombination weights and learning rates by number of dimensions and size of the population: the defaults of Hansen, "The CMA Evolution
 * Strategy: A Tutorial" (arXiv:1604.00772, table 1), positive weights only. The names are the tutorial's.
 */
record Rates(
        int lambda, List<Double> best, double muEff, double cSigma, double dSigma, double cC, double c1, double cMu) {

    /** The default size of a population, 4 + floor(3 ln d). */
    static int defaultLambda(int dimensions) {
        return 4 + (int) (3 * Math.log(Math.max(1, dimensions)));
    }

    static Rates of(int numericDimensions, int lambda) {
        double d = Math.max(1, numericDimensions);
        double[] weights = normalised(lambda, lambda / 2);
        double muEff = 1 / Arrays.stream(weights).map(w -> w * w).sum();
        double cSigma = (muEff + 2) / (d + muEff + 5);
        double dSigma = 1 + 2 * Math.max(0, Math.sqrt((muEff - 1) / (d + 1)) - 1) + cSigma;
        double cC = (4 + muEff / d) / (d + 4 + 2 * muEff / d);
        double c1 = 2 / ((d + 1.3) * (d + 1.3) + muEff);
        double cMu = Math.min(1 - c1, 2 * (muEff - 2 + 1 / muEff) / ((d + 2) * (d + 2) + muEff));
        return new Rates(lambda, Arrays.stream(weights).boxed().toList(), muEff, cSigma, dSigma, cC, c1, cMu);
    }

    /** The weights of the best so many of a population, which may be fewer than half of it when others failed. */
    double[] weights(int usable) {
        return normalised(lambda, Math.min(usable, best.size()));
    }

    private static double[] normalised(int lambda, int count) {
        double[] weights = new double[count];
        Arrays.setAll(weights, i -> Math.log((lambda + 1) / 2.0) - Math.log(i + 1));
        double sum = Arrays.stream(weights).sum();
        Arrays.setAll(weights, i -> weights[i] / sum);
        return weights;
    }
}
