package io.trialog.tuners.smac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.trialog.spi.space.Configuration;
import io.trialog.spi.space.SearchSpace;
import io.trialog.spi.tuner.Direction;
import io.trialog.spi.tuner.Observation;
import io.trialog.spi.tuner.Observation.State;
import io.trialog.tuners.history.Trial;
import io.trialog.tuners.space.ModelSpace;
import io.trialog.tuners.space.Point;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TargetsTest {

    private static final Configuration NOTHING = Configuration.of(Map.of());
    private static final Point POINT = ModelSpace.of(SearchSpace.of()).encode(NOTHING);

    @Test
    void shouldBeTheNormalScoresOfTheRanks() {
        // quantiles 1/6, 1/2 and 5/6
        assertThat(Targets.of(List.of(complete(1e300), complete(-Double.MAX_VALUE), complete(0))))
                .containsExactly(new double[] {0.967422, -0.967422, 0}, within(1e-6));
    }

    @Test
    void shouldTreatEqualResultsAlike() {
        assertThat(Targets.of(List.of(complete(0.0), complete(-0.0), complete(1), complete(0))))
                .satisfies(targets -> assertThat(targets[0])
                        .isEqualTo(targets[1])
                        .isEqualTo(targets[3])
                        .isLessThan(targets[2]));
    }

    @Test
    void shouldTakeStoppedTrialsForNoBetterThanTheMedian() {
        double[] targets = Targets.of(List.of(complete(1), complete(2), complete(3), stopped(0), stopped(9)));

        assertThat(targets[3]).isEqualTo(targets[1]);
        assertThat(targets[4]).isGreaterThan(targets[2]);
    }

    private static Trial complete(double value) {
        return Trial.of(0, POINT, Observation.succeeded(0, NOTHING, value), Direction.MINIMIZE);
    }

    private static Trial stopped(double value) {
        Observation observation =
                Observation.ended(0, NOTHING, State.EARLY_STOPPED).withMetrics(Map.of("default", value));
        return Trial.of(0, POINT, observation, Direction.MINIMIZE);
    }
}
