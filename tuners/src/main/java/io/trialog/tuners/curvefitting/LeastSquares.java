package io.trialog.tuners.curvefitting;

import java.util.Arrays;

/**
 * Fits a {@link CurveFamily} by the method of Levenberg and Marquardt (Marquardt, "An algorithm for least-squares estimation of
 * nonlinear parameters", 1963) with differences for derivatives. Never fails: at worst the parameters stay near where they
 * began. O(iterations x points x parameters).
 */
final class LeastSquares {

    /** A fitted curve. */
    static final class Fit {
        private final CurveFamily family;
        private final double[] parameters;
        private final double squares;

        private Fit(CurveFamily family, double[] parameters, double squares) {
            this.family = family;
            this.parameters = parameters;
            this.squares = squares;
        }

        /** Its value at a step; may be anything. */
        double at(double step) {
            return family.at(step, parameters);
        }

        /** The sum of the squared errors; infinite when the curve has no value at some point. */
        double squares() {
            return squares;
        }
    }

    private static final int ITERATIONS = 60;
    private static final double MIN_GAIN = 1e-8;
    private static final double MAX_DAMPING = 1e10;
    private static final double DIFFERENCE = 1e-6;

    private final CurveFamily family;
    private final double[] x;
    private final double[] y;

    private LeastSquares(CurveFamily family, double[] x, double[] y) {
        this.family = family;
        this.x = x;
        this.y = y;
    }

    /** The best curve of a family that is found for these points. */
    static Fit fit(CurveFamily family, double[] x, double[] y) {
        return new LeastSquares(family, x, y).fit();
    }

    private Fit fit() {
        double[] parameters = family.start().parameters(x[x.length - 1]);
        double squares = squares(parameters);
        double damping = 1e-3;
        for (int i = 0; i < ITERATIONS && damping < MAX_DAMPING && Double.isFinite(squares); i++) {
            double[] step = step(parameters, damping);
            double[] next = parameters.clone();
            Arrays.setAll(next, k -> next[k] + step[k]);
            double less = squares(next);
            if (!(less < squares)) {
                damping *= 10;
                continue;
            }
            boolean done = squares - less < MIN_GAIN * squares;
            parameters = next;
            squares = less;
            damping = Math.max(damping / 10, 1e-9);
            if (done) {
                break;
            }
        }
        return new Fit(family, parameters, squares);
    }

    private double squares(double[] parameters) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            double error = y[i] - family.at(x[i], parameters);
            sum += error * error;
        }
        return Double.isFinite(sum) ? sum : Double.POSITIVE_INFINITY;
    }

    /** Solves (J'J + damping diag(J'J)) step = J' error. */
    private double[] step(double[] parameters, double damping) {
        int size = parameters.length;
        double[][] equations = new double[size][size + 1];
        double[] slopes = new double[size];
        for (int i = 0; i < x.length; i++) {
            double value = family.at(x[i], parameters);
            for (int k = 0; k < size; k++) {
                double[] moved = parameters.clone();
                double delta = DIFFERENCE * Math.max(1, Math.abs(moved[k]));
                moved[k] += delta;
                slopes[k] = (family.at(x[i], moved) - value) / delta;
            }
            for (int k = 0; k < size; k++) {
                for (int m = 0; m < size; m++) {
                    equations[k][m] += slopes[k] * slopes[m];
                }
                equations[k][size] += slopes[k] * (y[i] - value);
            }
        }
        for (int k = 0; k < size; k++) {
            equations[k][k] = equations[k][k] * (1 + damping) + 1e-12;
        }
        return solved(equations);
    }

    /** Gauss's elimination; the matrix is positive definite, so that no pivots are looked for. */
    private static double[] solved(double[][] equations) {
        int size = equations.length;
        for (int k = 0; k < size; k++) {
            for (int row = k + 1; row < size; row++) {
                double factor = equations[row][k] / equations[k][k];
                for (int m = k; m <= size; m++) {
                    equations[row][m] -= factor * equations[k][m];
                }
            }
        }
        double[] solution = new double[size];
        for (int k = size - 1; k >= 0; k--) {
            double rest = equations[k][size];
            for (int m = k + 1; m < size; m++) {
                rest -= equations[k][m] * solution[m];
            }
            solution[k] = rest / equations[k][k];
        }
        return solution;
    }
}
