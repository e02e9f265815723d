package io.trialog.tuners.gp;

/**
 * Lower triangular matrices as arrays of rows, row {@code i} with at least {@code i + 1} elements: the little linear algebra
 * that Gaussian processes live on. All sums run along rows, in four lanes that the processor can work on at a time.
 */
final class Triangular {

    private Triangular() {}

    /**
     * Replaces the lower half of a symmetric matrix by its Cholesky factor L, L L' = A; O(n^3 / 3).
     *
     * @return false when the matrix is not positive definite; its content is lost then
     */
    static boolean factor(double[][] rows) {
        for (int i = 0; i < rows.length; i++) {
            if (!factorRow(rows, i)) {
                return false;
            }
        }
        return true;
    }

    /** Replaces row {@code i} of a matrix by the one of its factor; the rows above are factored already. */
    static boolean factorRow(double[][] rows, int i) {
        double[] row = rows[i];
        for (int j = 0; j < i; j++) {
            row[j] = (row[j] - dot(row, rows[j], 0, j)) / rows[j][j];
        }
        double pivot = row[i] - dot(row, row, 0, i);
        if (!(pivot > 0)) {
            return false;
        }
        row[i] = Math.sqrt(pivot);
        return true;
    }

    /** Replaces b by the solution x of L x = b; O(n^2). */
    static void solve(double[][] factor, double[] b) {
        for (int i = 0; i < factor.length; i++) {
            b[i] = (b[i] - dot(factor[i], b, 0, i)) / factor[i][i];
        }
    }

    /** Replaces b by the solution x of L' x = b; O(n^2). */
    static void solveTransposed(double[][] factor, double[] b) {
        for (int i = factor.length - 1; i >= 0; i--) {
            double[] row = factor[i];
            double x = b[i] / row[i];
            b[i] = x;
            for (int j = 0; j < i; j++) {
                b[j] -= x * row[j];
            }
        }
    }

    /** The columns of the inverse of L: element {@code k} of column {@code i}, which is 0 for {@code k < i}; O(n^3 / 3). */
    static double[][] inverseColumns(double[][] factor) {
        int n = factor.length;
        double[][] columns = new double[n][n];
        for (int i = 0; i < n; i++) {
            double[] column = columns[i];
            column[i] = 1 / factor[i][i];
            for (int k = i + 1; k < n; k++) {
                column[k] = -dot(factor[k], column, i, k) / factor[k][k];
            }
        }
        return columns;
    }

    /** The sum of products of the elements from {@code start} to before {@code end}. */
    static double dot(double[] a, double[] b, int start, int end) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int k = start;
        for (; k + 3 < end; k += 4) {
            s0 += a[k] * b[k];
            s1 += a[k + 1] * b[k + 1];
            s2 += a[k + 2] * b[k + 2];
            s3 += a[k + 3] * b[k + 3];
        }
        for (; k < end; k++) {
            s0 += a[k] * b[k];
        }
        return s0 + s1 + (s2 + s3);
    }
}
