package io.trialog.tuners.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.trialog.spi.space.Choice;
import io.trialog.spi.space.Configuration;
import io.trialog.spi.space.LogUniform;
import io.trialog.spi.space.NestedChoice;
import io.trialog.spi.space.NestedChoice.Branch;
import io.trialog.spi.space.Normal;
import io.trialog.spi.space.Parameter;
import io.trialog.spi.space.QUniform;
import io.trialog.spi.space.RandInt;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The golden vectors are those of NNI 3.0. */
class GridSearchTunerTest {

    private abstract static class Contract extends TunerContract {
        @Override
        protected TunerFactory factory() {
            return new GridSearchTunerFactory();
        }

        @Override
        protected Set<Capability> capabilities() {
            return EnumSet.complementOf(EnumSet.of(Capability.LEARNS, Capability.RANDOMIZED));
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
    class OnTwoNestedLevels extends Contract {
        @Override
        protected SearchSpace searchSpace() {
            return Spaces.nestedTwoLevels();
        }
    }

    @Test
    void shouldRefineTheGridFromEpochToEpoch() {
        // given
        SearchSpace space = SearchSpace.of(
                new Parameter("x", new Choice(List.of(5, 7))),
                new Parameter("y", new Normal(0, 1)),
                new Parameter("z", new QUniform(2, 3, 1)));
        double quartile = 0.6744897501960818;

        // when
        List<Configuration> proposals = run(space, 12).proposals();

        // then
        double[][] expected = {
            {5, 0, 2},
            {7, 0, 2},
            {5, 0, 3},
            {5, -quartile, 2},
            {5, -quartile, 3},
            {5, quartile, 2},
            {5, quartile, 3},
            {7, 0, 3},
            {7, -quartile, 2},
            {7, -quartile, 3},
            {7, quartile, 2},
            {7, quartile, 3}
        };
        for (int i = 0; i < expected.length; i++) {
            assertThat(number(proposals.get(i), "x")).isEqualTo(expected[i][0]);
            assertThat(number(proposals.get(i), "y")).isCloseTo(expected[i][1], within(1e-12));
            assertThat(number(proposals.get(i), "z")).isEqualTo(expected[i][2]);
        }
    }

    @Test
    void shouldHalveARange() {
        assertThat(values(new Parameter("x", new Uniform(0, 1)), 8))
                .containsExactly(0.5, 0.25, 0.75, 0.125, 0.375, 0.625, 0.875, 0.0625);
    }

    @Test
    void shouldHalveALogarithmicRangeInLogSpace() {
        double[] expected = {
            0.31622776601683805, 0.01778279410038924, 5.62341325190349, 0.004216965034285825, 0.07498942093324559
        };

        List<Double> values = values(new Parameter("x", new LogUniform(0.001, 100)), 5);

        for (int i = 0; i < expected.length; i++) {
            assertThat(values.get(i)).isCloseTo(expected[i], within(1e-9 * expected[i]));
        }
    }

    @Test
    void shouldEndWhenAllSteppedValuesWereTried() {
        assertThat(values(new Parameter("x", new QUniform(0, 10, 2.5)), 50)).containsExactly(5.0, 2.5, 7.5, 0.0, 10.0);
    }

    @Test
    void shouldListIntegersInOrder() {
        assertThat(values(new Parameter("x", new RandInt(2, 5)), 50)).containsExactly(2.0, 3.0, 4.0);
    }

    @Test
    void shouldFindEveryValueThoughAnEpochHasNothingNew() {
        // ten halvings give at most 1,023 values, which do not hit all of 1,001 equally distant ones
        List<Double> values = values(new Parameter("x", new QUniform(0, 1000, 1)), 2000);

        assertThat(values).hasSize(1001).doesNotHaveDuplicates();
    }

    @Test
    void shouldLeaveInactiveParametersOut() {
        // given
        NestedChoice a = new NestedChoice(List.of(
                new Branch("A", SearchSpace.of(new Parameter("p", new Choice(List.of(1, 2))))),
                new Branch("B", SearchSpace.of())));
        SearchSpace space = SearchSpace.of(new Parameter("a", a), new Parameter("b", new Choice(List.of(0, 1))));

        // when
        Simulation simulation = run(space, 50);

        // then
        Map<String, Object> a1 = Map.of("_name", "A", "p", 1);
        Map<String, Object> a2 = Map.of("_name", "A", "p", 2);
        Map<String, Object> b = Map.of("_name", "B");
        assertThat(simulation.proposals())
                .containsExactly(of(a1, 0), of(a1, 1), of(a2, 0), of(a2, 1), of(b, 0), of(b, 1));
        assertThat(simulation.isExhausted()).isTrue();
    }

    private static Configuration of(Map<String, Object> a, int b) {
        return Configuration.of(Map.of("a", a, "b", b));
    }

    @Test
    void shouldSkipWhatIsKnownFromElsewhere() {
        // given
        Tuner tuner = FakeTunerContext.of(SearchSpace.of(new Parameter("x", new RandInt(2, 6))))
                .create(new GridSearchTunerFactory());

        // when
        tuner.observe(List.of(
                Observation.succeeded(-1, Configuration.of(Map.of("x", 2)), 1),
                Observation.succeeded(-2, Configuration.of(Map.of("x", 4)), 1)));

        // then
        assertThat(tuner.suggest(SuggestRequest.of(0, 5)).proposals().stream()
                        .map(proposal -> number(proposal.configuration(), "x")))
                .containsExactly(3.0, 5.0);
    }

    @Test
    void shouldProposeTheOnePointOfAnEmptySpace() {
        Simulation simulation = run(SearchSpace.of(), 5);

        assertThat(simulation.proposals()).hasSize(1);
        assertThat(simulation.isExhausted()).isTrue();
    }

    private static List<Double> values(Parameter parameter, int trials) {
        return run(SearchSpace.of(parameter), trials).proposals().stream()
                .map(proposal -> number(proposal, parameter.name()))
                .toList();
    }

    private static double number(Configuration configuration, String parameter) {
        return ((Number) Map.copyOf(configuration.values()).get(parameter)).doubleValue();
    }

    private static Simulation run(SearchSpace space, int trials) {
        return new Simulation(FakeTunerContext.of(space).create(new GridSearchTunerFactory()), Direction.MINIMIZE)
                .run(trials, configuration -> 0);
    }
}
