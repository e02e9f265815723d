package io.trialog.tuners.metis;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.spi.space.Configuration;
import io.trialog.spi.space.Parameter;
import io.trialog.spi.space.SearchSpace;
import io.trialog.spi.space.Uniform;
import io.trialog.spi.testkit.Capability;
import io.trialog.spi.testkit.FakeTunerContext;
import io.trialog.spi.testkit.Simulation;
import io.trialog.spi.testkit.TunerContract;
import io.trialog.spi.tuner.Direction;
import io.trialog.spi.tuner.Observation;
import io.trialog.spi.tuner.SuggestRequest;
import io.trialog.spi.tuner.Tuner;
import io.trialog.spi.tuner.TunerFactory;
import io.trialog.tuners.random.RandomTunerFactory;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MetisTunerTest {

    @Nested
    class Contract extends TunerContract {
        @Override
        protected TunerFactory factory() {
            return new MetisTunerFactory();
        }

        @Override
        protected Set<Capability> capabilities() {
            return EnumSet.complementOf(EnumSet.of(Capability.LEARNS)); // takes long, and is tested below
        }

        @Override
        protected Map<String, ?> classArgs() {
            return Map.of("selection_num_starting_points", 20, "cold_start_num", 20);
        }
    }

    private static final SearchSpace SQUARE =
            SearchSpace.of(new Parameter("x", new Uniform(-5, 5)), new Parameter("y", new Uniform(-5, 5)));

    private static double sphere(Configuration point) {
        return Math.pow(point.number("x") - 1, 2) + Math.pow(point.number("y") + 2, 2);
    }

    @Test
    void shouldBeFarBetterThanRandomSearchOnASphere() {
        assertThat(median(new MetisTunerFactory())).isLessThan(0.1 * median(new RandomTunerFactory()));
    }

    private static double median(TunerFactory factory) {
        return IntStream.range(0, 5)
                .mapToDouble(seed -> new Simulation(
                                FakeTunerContext.of(SQUARE).withSeed(seed).create(factory), Direction.MINIMIZE)
                        .run(30, MetisTunerTest::sphere)
                        .best()
                        .orElseThrow())
                .sorted()
                .toArray()[2];
    }

    @Test
    void shouldProposeTheExpectedOptimumWithoutCandidates() {
        // given: a bowl, known at 49 points around its bottom
        Tuner tuner = FakeTunerContext.of(SQUARE)
                .withClassArgs(Map.of("no_candidates", true))
                .create(new MetisTunerFactory());
        for (int i = 0; i < 49; i++) {
            Configuration point = Configuration.of(Map.of("x", -4.5 + 1.5 * (i % 7), "y", -4.5 + 1.5 * (i / 7)));
            tuner.observe(List.of(Observation.succeeded(i, point, sphere(point))));
        }

        // when
        Configuration proposal =
                tuner.suggest(SuggestRequest.of(49, 1)).proposals().get(0).configuration();

        // then
        assertThat(sphere(proposal)).isLessThan(0.1);
    }
}
