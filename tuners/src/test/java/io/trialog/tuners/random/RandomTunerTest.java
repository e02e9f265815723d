package io.trialog.tuners.random;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.spi.space.Configuration;
import io.trialog.spi.space.NestedChoice;
import io.trialog.spi.space.NestedChoice.Branch;
import io.trialog.spi.space.Parameter;
import io.trialog.spi.space.QNormal;
import io.trialog.spi.space.RandInt;
import io.trialog.spi.space.SearchSpace;
import io.trialog.spi.space.Uniform;
import io.trialog.spi.testkit.Capability;
import io.trialog.spi.testkit.FakeTunerContext;
import io.trialog.spi.testkit.Simulation;
import io.trialog.spi.testkit.TunerContract;
import io.trialog.spi.tuner.Direction;
import io.trialog.spi.tuner.TunerFactory;
import io.trialog.tuners.Spaces;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RandomTunerTest {

    private abstract static class Contract extends TunerContract {
        @Override
        protected TunerFactory factory() {
            return new RandomTunerFactory();
        }

        @Override
        protected Set<Capability> capabilities() {
            return EnumSet.complementOf(EnumSet.of(Capability.LEARNS));
        }
    }

    @Nested
    class OnEveryType extends Contract {}

    @Nested
    class OnIntegers extends Contract {
        @Override
        protected SearchSpace searchSpace() {
            return Spaces.integers();
        }
    }

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

    @Test
    void shouldEndAfterTheLastPointOfALargeFiniteSpace() {
        // given
        SearchSpace space =
                SearchSpace.of(new Parameter("a", new RandInt(0, 50)), new Parameter("b", new RandInt(0, 40)));

        // when
        Simulation simulation = run(space, 3000);

        // then
        assertThat(simulation.proposals()).hasSize(2000).doesNotHaveDuplicates();
        assertThat(simulation.isExhausted()).isTrue();
    }

    @Test
    void shouldDrawEachValueOfAnIntegerEquallyOften() {
        // given
        SearchSpace space =
                SearchSpace.of(new Parameter("a", new RandInt(0, 5)), new Parameter("b", new Uniform(0, 1)));

        // when
        List<Configuration> proposals = run(space, 5000).proposals();

        // then: 1,000 each, with a standard deviation of 28
        for (long value = 0; value < 5; value++) {
            long wanted = value;
            assertThat(proposals.stream()
                            .filter(proposal -> Long.valueOf(wanted).equals(proposal.value("a"))))
                    .hasSizeBetween(860, 1140);
        }
    }

    @Test
    void shouldNotRepeatTheOneFinitePartOfAnInfiniteSpace() {
        // given: a branch without parameters is a single point
        NestedChoice model = new NestedChoice(List.of(
                new Branch("none", SearchSpace.of()),
                new Branch("some", SearchSpace.of(new Parameter("x", new Uniform(0, 1))))));

        // when
        List<Configuration> proposals =
                run(SearchSpace.of(new Parameter("model", model)), 50).proposals();

        // then
        assertThat(proposals)
                .hasSize(50)
                .doesNotHaveDuplicates()
                .contains(Configuration.of(Map.of("model", Map.of("_name", "none"))));
    }

    @Test
    void shouldGoOnWhenAnUnboundedTypeHasOneLikelyValue() {
        SearchSpace space = SearchSpace.of(new Parameter("x", new QNormal(0, 0.01, 1)));

        assertThat(new HashSet<>(run(space, 20).proposals())).hasSize(1);
    }

    private static Simulation run(SearchSpace space, int trials) {
        return new Simulation(
                        FakeTunerContext.of(space).withSeed(1).create(new RandomTunerFactory()), Direction.MINIMIZE)
                .run(trials, configuration -> 0);
    }
}
