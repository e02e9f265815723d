package io.trialog.tuners.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LbfgsTest {

    private static final Lbfgs.Objective ROSENBROCK = (x, gradient) -> {
        double valley = x[1] - x[0] * x[0];
        gradient[0] = -400 * x[0] * valley - 2 * (1 - x[0]);
        gradient[1] = 200 * valley;
        return 100 * valley * valley + (1 - x[0]) * (1 - x[0]);
    };

    @Test
    void shouldFollowACurvedValley() {
        Lbfgs search = new Lbfgs(Lbfgs.bound(2, -5), Lbfgs.bound(2, 5), 200, 1e-8);

        Lbfgs.Minimum minimum = search.minimize(ROSENBROCK, new double[] {-1.2, 1});

        assertThat(minimum.x()).containsExactly(new double[] {1, 1}, within(1e-3));
    }

    @Test
    void shouldStopAtBounds() {
        // the minimum of Rosenbrock's function for x <= 0.5 is (0.5, 0.25)
        Lbfgs search = new Lbfgs(new double[] {-5, -5}, new double[] {0.5, 5}, 200, 1e-8);

        Lbfgs.Minimum minimum = search.minimize(ROSENBROCK, new double[] {-1.2, 1});

        assertThat(minimum.x()).containsExactly(new double[] {0.5, 0.25}, within(1e-3));
        assertThat(minimum.value()).isCloseTo(0.25, within(1e-4));
    }

    @Test
    void shouldTurnBackAtWalls() {
        // ln x - x has no values at x <= 0
        Lbfgs search = new Lbfgs(Lbfgs.bound(1, -10), Lbfgs.bound(1, 10), 100, 1e-8);

        Lbfgs.Minimum minimum = search.minimize(
                (x, gradient) -> {
                    gradient[0] = 1 - 0.01 / x[0];
                    return x[0] > 0 ? x[0] - 0.01 * Math.log(x[0]) : Double.POSITIVE_INFINITY;
                },
                new double[] {5});

        assertThat(minimum.x()[0]).isCloseTo(0.01, within(1e-3));
    }
}
