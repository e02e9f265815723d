package io.trialog.tuners.dngo;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * Bayesian linear regression on basis functions (Bishop, "Pattern recognition and machine learning", 2006, section 3.3). The
 * precisions of weights and noise are those of the largest evidence, found by MacKay's fixed point (section 3.5), with a floor
 * for the noise: a basis that was trained on the same values makes them look free of it. Fitting costs O(n m^2 + m^3) for n values
 * and m functions, a prediction O(m^2). Mutable.
 */
final class Regression {

    private static final int ROUNDS = 30;

    /** In squared deviations of the values. */
    private static final double MIN_NOISE = 1e-4;

    private static final double MIN_WEIGHT_PRECISION = 1e-3;
    private static final double MAX_WEIGHT_PRECISION = 1e4;

    private final int size;
    private final double[] gram;
    private final double[] projected;
    private final double[] weights;
    private double traceOfCovariance;
    private double weightPrecision = 1;
    private double noisePrecision = 100;
    private double[] factor;

    /**
     * Fits values.
     *
     * @param basis the functions, value by value
     */
    Regression(double[][] basis, double[] values) {
        this.size = basis[0].length;
        this.gram = new double[size * size];
        this.projected = new double[size];
        double squares = 0;
        for (int n = 0; n < values.length; n++) {
            addSquare(gram, basis[n], 1);
            for (int i = 0; i < size; i++) {
                projected[i] += basis[n][i] * values[n];
            }
            squares += values[n] * values[n];
        }
        this.weights = new double[size];
        solve();
        for (int round = 0; round < ROUNDS; round++) {
            double effective = size - weightPrecision * traceOfCovariance;
            double length = dot(weights, weights);
            double error = Math.max(0, squares - 2 * dot(weights, projected) + quadratic(weights));
            double before = weightPrecision;
            weightPrecision =
                    Math.min(MAX_WEIGHT_PRECISION, Math.max(MIN_WEIGHT_PRECISION, effective / Math.max(length, 1e-9)));
            double noise = error / Math.max(1e-3, values.length - effective);
            noisePrecision = 1 / Math.max(MIN_NOISE, noise);
            solve();
            if (Math.abs(weightPrecision / before - 1) < 1e-3) {
                break;
            }
        }
        this.factor = cholesky();
    }

    private double[] precision() {
        double[] precision = new double[size * size];
        for (int i = 0; i < precision.length; i++) {
            precision[i] = noisePrecision * gram[i];
        }
        for (int i = 0; i < size; i++) {
            precision[i * size + i] += weightPrecision;
        }
        return precision;
    }

    private void solve() {
        LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.symmPosDef(size);
        if (!solver.setA(DMatrixRMaj.wrap(size, size, precision()))) {
            throw new IllegalStateException("precision matrix of " + size + " functions is not positive definite");
        }
        DMatrixRMaj inverse = new DMatrixRMaj(size, size);
        solver.invert(inverse);
        traceOfCovariance = 0;
        for (int i = 0; i < size; i++) {
            traceOfCovariance += inverse.get(i, i);
            double weight = 0;
            for (int j = 0; j < size; j++) {
                weight += noisePrecision * inverse.get(i, j) * projected[j];
            }
            weights[i] = weight;
        }
    }

    private double quadratic(double[] vector) {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                sum += vector[i] * gram[i * size + j] * vector[j];
            }
        }
        return sum;
    }

    /** The lower Cholesky factor of the precision of the weights. */
    private double[] cholesky() {
        double[] lower = precision();
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = lower[i * size + j];
                for (int k = 0; k < j; k++) {
                    sum -= lower[i * size + k] * lower[j * size + k];
                }
                lower[i * size + j] = i == j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / lower[j * size + j];
            }
        }
        return lower;
    }

    /** Takes a value for known that is exactly as expected: means stay, variances shrink. */
    void believe(double[] basis) {
        addSquare(gram, basis, 1);
        factor = cholesky();
    }

    /** The expected value. */
    double mean(double[] basis) {
        return Dot.product(weights, 0, basis, size);
    }

    /** The standard deviation of the value, without noise. */
    double deviation(double[] basis) {
        double[] solved = Arrays.copyOf(basis, size);
        double sum = 0;
        for (int i = 0; i < size; i++) {
            int row = i * size;
            solved[i] = (solved[i] - Dot.product(factor, row, solved, i)) / factor[row + i];
            sum += solved[i] * solved[i];
        }
        return Math.sqrt(sum);
    }

    private static void addSquare(double[] matrix, double[] vector, double weight) {
        int size = vector.length;
        for (int i = 0; i < size; i++) {
            double scaled = weight * vector[i];
            for (int j = 0; j < size; j++) {
                matrix[i * size + j] += scaled * vector[j];
            }
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
