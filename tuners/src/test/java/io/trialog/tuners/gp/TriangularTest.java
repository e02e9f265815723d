package io.trialog.tuners.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TriangularTest {

    @Test
    void shouldFactorASmallMatrix() {
        double[][] rows = {{4}, {2, 5}, {-2, 3, 11}};

        assertThat(Triangular.factor(rows)).isTrue();

        assertThat(rows).isDeepEqualTo(new double[][] {{2}, {1, 2}, {-1, 2, Math.sqrt(6)}});
    }

    @Test
    void shouldSayWhenAMatrixIsNotPositiveDefinite() {
        assertThat(Triangular.factor(new double[][] {{1}, {2, 1}})).isFalse();
        assertThat(Triangular.factor(new double[][] {{Double.NaN}})).isFalse();
    }

    @ParameterizedTest(name = "n = {0}")
    @ValueSource(ints = {1, 2, 3, 5, 8, 33})
    void shouldSolveWhatItFactored(int n) {
        // given
        SplittableRandom random = new SplittableRandom(n);
        double[][] half = new double[n][n];
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = random.nextGaussian();
            for (int j = 0; j < n; j++) {
                half[i][j] = random.nextGaussian();
            }
        }
        double[][] matrix = new double[n][n];
        double[] b = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                matrix[i][j] = Triangular.dot(half[i], half[j], 0, n) + (i == j ? 1 : 0);
                b[i] += matrix[i][j] * x[j];
            }
        }

        // when
        assertThat(Triangular.factor(matrix)).isTrue();
        Triangular.solve(matrix, b);
        Triangular.solveTransposed(matrix, b);

        // then
        assertThat(b).containsExactly(x, within(1e-9));
        double[][] columns = Triangular.inverseColumns(matrix);
        for (int i = 0; i < n; i++) {
            double[] unit = new double[n];
            unit[i] = 1;
            Triangular.solve(matrix, unit);
            assertThat(columns[i]).containsExactly(unit, within(1e-12));
        }
    }
}
