package io.trialog.tuners.qmc;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.spi.space.Choice;
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
import io.trialog.tuners.Spaces;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SobolTunerTest {

    private abstract static class Contract extends TunerContract {
        @Override
        protected TunerFactory factory() {
            return new SobolTunerFactory();
        }

        @Override
        protected Set<Capability> capabilities() {
            return EnumSet.complementOf(EnumSet.of(Capability.LEARNS));
        }
    }

    @Nested
    class OnEveryType extends Contract {}

    @Nested
    class OnCategories extends Contract {
        @Override
        protected SearchSpace searchSpace() {
            return Spaces.categories();
        }
    }

    @Nested
    class OnTwoNestedLevels extends Contract {
        @Override
        protected SearchSpace searchSpace() {
            return Spaces.nestedTwoLevels();
        }
    }

    private final SearchSpace mixed = SearchSpace.of(
            new Parameter("x", new Uniform(0, 1)),
            new Parameter("y", new Uniform(-8, 8)),
            new Parameter("kind", new Choice(List.of("a", "b", "c", "d"))));

    @Test
    void shouldFillTheSpaceEvenly() {
        // given
        Tuner tuner = FakeTunerContext.of(mixed).withSeed(3).create(new SobolTunerFactory());

        // when
        List<Configuration> proposals = new Simulation(tuner, Direction.MINIMIZE)
                .run(64, configuration -> 0)
                .proposals();

        // then: one in each 64th of x, four in each 16th of y, sixteen of each kind
        Set<Integer> stretches = new HashSet<>();
        proposals.forEach(proposal -> stretches.add((int) (number(proposal, "x") * 64)));
        assertThat(stretches).hasSize(64);
        for (int stretch = 0; stretch < 16; stretch++) {
            int wanted = stretch;
            assertThat(proposals.stream().filter(proposal -> (int) (number(proposal, "y") + 8) == wanted))
                    .hasSize(4);
        }
        for (String kind : List.of("a", "b", "c", "d")) {
            assertThat(proposals.stream().filter(proposal -> kind.equals(proposal.value("kind"))))
                    .hasSize(16);
        }
    }

    private static double number(Configuration configuration, String parameter) {
        return ((Number) Map.copyOf(configuration.values()).get(parameter)).doubleValue();
    }

    @Test
    void shouldProposeThePointOfTheTrialNumberWhateverHappened() {
        // given
        Tuner told = FakeTunerContext.of(mixed).create(new SobolTunerFactory());
        Tuner ignorant = FakeTunerContext.of(mixed).create(new SobolTunerFactory());

        // when
        Configuration elsewhere = Configuration.of(Map.of("x", 0.5, "y", 0.5, "kind", "a"));
        told.observe(List.of(Observation.succeeded(-1, elsewhere, 1.0), Observation.pending(2, elsewhere)));

        // then
        assertThat(proposal(told, 41)).isEqualTo(proposal(ignorant, 41)).isNotEqualTo(proposal(ignorant, 42));
    }

    private static Configuration proposal(Tuner tuner, long trial) {
        return tuner.suggest(SuggestRequest.of(trial, 1)).proposals().get(0).configuration();
    }
}
