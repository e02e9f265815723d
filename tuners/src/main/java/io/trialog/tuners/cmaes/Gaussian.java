package io.trialog.tuners.cmaes;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * The normal distribution N(mean, sigma^2 C) of CMA-ES and its update (arXiv:1604.00772, section 3 and appendix A). Points that it
 * did not draw itself take part like its own, their steps clipped to a usual length (Hansen, "Injecting External Solutions Into CMA-ES",
 * arXiv:1110.4181). Mutable. A draw takes O(d^2), an update O(d^3).
 */
final class Gaussian {

    private final int d;
    private final Rates rates;
    private final double expectedLength;
    private final double longestStep;
    private final double[] mean;
    private double sigma;
    private final double[][] covariance;
    private double[][] basis; // columns are eigenvectors
    private final double[] scales; // square roots of the eigenvalues
    private final double[] sigmaPath;
    private final double[] covariancePath;
    private int updates;

    Gaussian(double[] mean, double sigma, Rates rates) {
        this.d = mean.length;
        this.rates = rates;
        this.mean = mean.clone();
        this.sigma = sigma;
        this.covariance = identity(d);
        this.basis = identity(d);
        this.scales = new double[d];
        Arrays.fill(scales, 1);
        this.sigmaPath = new double[d];
        this.covariancePath = new double[d];
        this.expectedLength = Math.sqrt(d) * (1 - 1.0 / (4 * d) + 1.0 / (21.0 * d * d));
        this.longestStep = Math.sqrt(d) + 2.0 * d / (d + 2);
    }

    private static double[][] identity(int size) {
        double[][] identity = new double[size][size];
        for (int i = 0; i < size; i++) {
            identity[i][i] = 1;
        }
        return identity;
    }

    double mean(int i) {
        return mean[i];
    }

    /** The standard deviation of one coordinate. */
    double deviation(int i) {
        return sigma * Math.sqrt(covariance[i][i]);
    }

    /** The standard deviation in the widest direction. */
    double widest() {
        return sigma * Arrays.stream(scales).max().orElse(0);
    }

    /** The ratio of the largest to the smallest eigenvalue. */
    double condition() {
        double ratio = Arrays.stream(scales).max().orElse(1)
                / Arrays.stream(scales).min().orElse(1);
        return ratio * ratio;
    }

    double[] draw(RandomGenerator random) {
        double[] z = new double[d];
        Arrays.setAll(z, i -> scales[i] * random.nextGaussian());
        double[] x = new double[d];
        Arrays.setAll(x, i -> mean[i] + sigma * dot(basis[i], z));
        return x;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** Moves towards these points, best first, as many as there are weights. */
    void update(List<double[]> best, double[] weights) {
        double[][] steps = best.stream().map(this::step).toArray(double[][]::new);
        double[] shift = new double[d];
        for (int k = 0; k < steps.length; k++) {
            for (int i = 0; i < d; i++) {
                shift[i] += weights[k] * steps[k][i];
            }
        }
        Arrays.setAll(mean, i -> Math.min(1, Math.max(0, mean[i] + sigma * shift[i])));
        double[] white = whitened(shift);
        double carry = Math.sqrt(rates.cSigma() * (2 - rates.cSigma()) * rates.muEff());
        Arrays.setAll(sigmaPath, i -> (1 - rates.cSigma()) * sigmaPath[i] + carry * white[i]);
        updates++;
        double length = Math.sqrt(dot(sigmaPath, sigmaPath));
        double settled = Math.sqrt(1 - Math.pow(1 - rates.cSigma(), 2.0 * updates));
        boolean isUsual = length / settled < (1.4 + 2.0 / (d + 1)) * expectedLength;
        double gain = isUsual ? Math.sqrt(rates.cC() * (2 - rates.cC()) * rates.muEff()) : 0;
        Arrays.setAll(covariancePath, i -> (1 - rates.cC()) * covariancePath[i] + gain * shift[i]);
        double lost = isUsual ? 0 : rates.c1() * rates.cC() * (2 - rates.cC());
        adaptCovariance(steps, weights, 1 - rates.c1() - rates.cMu() + lost);
        // the cap of one unit keeps a run of lucky injected points from blowing the step size up
        sigma *= Math.exp(Math.min(1, rates.cSigma() / rates.dSigma() * (length / expectedLength - 1)));
        sigma = Math.min(sigma, 1);
        decompose();
    }

    private double[] step(double[] point) {
        double[] step = new double[d];
        Arrays.setAll(step, i -> (point[i] - mean[i]) / sigma);
        double[] white = whitened(step);
        double length = Math.sqrt(dot(white, white));
        double factor = Math.min(1, longestStep / Math.max(length, Double.MIN_NORMAL));
        Arrays.setAll(step, i -> factor * step[i]);
        return step;
    }

    /** C^(-1/2) times a vector. */
    private double[] whitened(double[] vector) {
        double[] rotated = new double[d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                rotated[j] += basis[i][j] * vector[i];
            }
        }
        Arrays.setAll(rotated, j -> rotated[j] / scales[j]);
        double[] white = new double[d];
        Arrays.setAll(white, i -> dot(basis[i], rotated));
        return white;
    }

    private void adaptCovariance(double[][] steps, double[] weights, double kept) {
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                double rankMu = 0;
                for (int k = 0; k < steps.length; k++) {
                    rankMu += weights[k] * steps[k][i] * steps[k][j];
                }
                covariance[i][j] = kept * covariance[i][j]
                        + rates.c1() * covariancePath[i] * covariancePath[j]
                        + rates.cMu() * rankMu;
                covariance[j][i] = covariance[i][j];
            }
        }
    }

    private void decompose() {
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(d, true, true);
        if (!eigen.decompose(new DMatrixRMaj(covariance))) {
            return; // keeps the last one; the next update tries again
        }
        double[][] vectors = new double[d][d];
        for (int j = 0; j < d; j++) {
            scales[j] = Math.sqrt(Math.max(eigen.getEigenvalue(j).getReal(), 1e-20));
            DMatrixRMaj vector = eigen.getEigenVector(j);
            for (int i = 0; i < d; i++) {
                vectors[i][j] = vector.get(i, 0);
            }
        }
        basis = vectors;
    }
}
