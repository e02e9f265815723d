package io.trialog.tuners.anneal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.spi.problem.InvalidInputException;
import io.trialog.spi.space.Choice;
import io.trialog.spi.space.Configuration;
import io.trialog.spi.space.Parameter;
import io.trialog.spi.space.SearchSpace;
import io.trialog.spi.space.Uniform;
import io.trialog.spi.testkit.Capability;
import io.trialog.spi.testkit.FakeTunerContext;
import io.trialog.spi.testkit.TunerContract;
import io.trialog.spi.tuner.Observation;
import io.trialog.spi.tuner.Observation.State;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnnealTunerTest {

    private static final SearchSpace SPACE = SearchSpace.of(
            new Parameter("x", new Uniform(0, 1)), new Parameter("c", new Choice(List.of("a", "b", "c", "d"))));

    private abstract static class Contract extends TunerContract {
        @Override
        protected TunerFactory factory() {
            return new AnnealTunerFactory();
        }

        @Override
        protected Set<Capability> capabilities() {
            return EnumSet.allOf(Capability.class);
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

    @Nested
    class WithOtherArguments extends Contract {
        @Override
        protected Map<String, ?> classArgs() {
            return Map.of("parallelOptimize", true, "constant_liar_type", "MEAN", "avg_best_idx", 3.0);
        }
    }

    @Test
    void shouldStayWithinAWindowThatShrinksAroundTheBest() {
        // given: equal points but for the best one
        Tuner tuner = tuner(Map.of("avg_best_idx", 1.0001));
        observe(tuner, 0, 39, 0.2, "a", 1);
        observe(tuner, 39, 40, 0.7, "c", 0);

        // when
        List<Configuration> proposals = propose(tuner, 200);

        // then: 40 results leave a fifth of the range, and a fifth of the categories to chance
        assertThat(proposals)
                .allSatisfy(proposal -> assertThat(proposal.number("x")).isBetween(0.6, 0.8));
        assertThat(proposals.stream().filter(proposal -> "c".equals(proposal.value("c"))))
                .as("200 (4 + 1/4) / 5 = 170, with a standard deviation of 5")
                .hasSizeBetween(150, 190);
    }

    @Test
    void shouldKeepTheWindowWithinTheRange() {
        // given
        Tuner tuner = tuner(Map.of("avg_best_idx", 1.0001));
        observe(tuner, 0, 40, 0.98, "a", 1);

        // when, then: as wide as elsewhere
        List<Double> xs = propose(tuner, 200).stream()
                .map(proposal -> proposal.number("x"))
                .toList();
        assertThat(xs)
                .allSatisfy(x -> assertThat(x).isBetween(0.8, 1.0))
                .anySatisfy(x -> assertThat(x).isLessThan(0.82));
    }

    @Test
    void shouldNotStartFromFailedTrials() {
        // given
        Tuner tuner = tuner(Map.of());
        observe(tuner, 0, 40, 0.9, "a", 1);
        for (int trial = 40; trial < 80; trial++) {
            tuner.observe(List.of(Observation.ended(trial, point(0.1, "b"), State.FAILED)));
        }

        // when, then
        assertThat(propose(tuner, 100))
                .allSatisfy(proposal -> assertThat(proposal.number("x")).isGreaterThan(0.7));
    }

    @ParameterizedTest
    @CsvSource({"min, 0.1", "max, 0.9"})
    void shouldAssumeResultsOfRunningTrialsWhenTold(String liar, double centre) {
        // given: results at 0.9, running trials at 0.1; the best of all is that of the finished ones unless 'min' says
        // so
        Tuner tuner = tuner(Map.of("parallel_optimize", true, "constant_liar_type", liar, "avg_best_idx", 1.0001));
        observe(tuner, 0, 30, 0.9, "a", 1);
        for (int trial = 30; trial < 40; trial++) {
            tuner.observe(List.of(Observation.pending(trial, point(0.1, "b"))));
        }

        // when, then
        assertThat(tuner.suggest(SuggestRequest.of(40, 1))
                        .proposals()
                        .get(0)
                        .configuration()
                        .number("x"))
                .isBetween(centre - 0.15, centre + 0.15);
    }

    @ParameterizedTest
    @CsvSource({"avg_best_idx, 1.0", "shrink_coef, -0.1"})
    void shouldRefuseBadArguments(String name, double value) {
        assertThatThrownBy(() -> new AnnealTunerFactory().options().read(Map.of(name, value)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(name)
                .hasMessageContaining("expected");
    }

    private static Tuner tuner(Map<String, ?> classArgs) {
        return FakeTunerContext.of(SPACE).withSeed(1).withClassArgs(classArgs).create(new AnnealTunerFactory());
    }

    private static void observe(Tuner tuner, int from, int to, double x, String category, double value) {
        for (int trial = from; trial < to; trial++) {
            tuner.observe(List.of(Observation.succeeded(trial, point(x, category), value)));
        }
    }

    private static Configuration point(double x, String category) {
        return Configuration.of(Map.of("x", x, "c", category));
    }

    private static List<Configuration> propose(Tuner tuner, int count) {
        return tuner.suggest(SuggestRequest.of(100, count)).proposals().stream()
                .map(suggestion -> suggestion.configuration())
                .toList();
    }
}
