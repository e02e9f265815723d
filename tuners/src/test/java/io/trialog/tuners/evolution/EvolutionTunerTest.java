package io.trialog.tuners.evolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.spi.problem.InvalidInputException;
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
import io.trialog.spi.tuner.Suggestion;
import io.trialog.spi.tuner.Suggestions.Outlook;
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

class EvolutionTunerTest {

    private static final SearchSpace SQUARE =
            SearchSpace.of(new Parameter("x", new Uniform(0, 1)), new Parameter("y", new Uniform(0, 1)));

    private abstract static class Contract extends TunerContract {
        @Override
        protected TunerFactory factory() {
            return new EvolutionTunerFactory();
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

    @Test
    void shouldHaveChildrenOfTheBestOnly() {
        // given: everybody competes, so the best always wins
        Tuner tuner = tuner(Map.of("population_size", 20, "sample_size", 1000));
        observe(tuner, 0, 19, 0.1, 1);
        observe(tuner, 19, 20, 0.8, 0);

        // when: a child differs from its parents, who are one, in a coordinate at least
        List<Configuration> children = propose(tuner, 200);

        // then: x stays the same when y is the one mutated for certain and x is not by chance: a quarter of the cases
        assertThat(children.stream().filter(child -> isNear(child.number("x"), 0.8)))
                .as("50, with a standard deviation of 6")
                .hasSizeBetween(30, 70);
        assertThat(children)
                .noneMatch(child -> isNear(child.number("x"), 0.8) && isNear(child.number("y"), 0.8))
                .noneMatch(child -> isNear(child.number("x"), 0.1));
    }

    @Test
    void shouldLetTheOldestDieHoweverGood() {
        // given
        Tuner tuner = tuner(Map.of("population_size", 20, "sample_size", 1000));
        observe(tuner, 0, 1, 0.8, 0);
        observe(tuner, 1, 21, 0.1, 1);

        // when, then
        assertThat(propose(tuner, 100))
                .noneMatch(child -> isNear(child.number("x"), 0.8))
                .anyMatch(child -> isNear(child.number("x"), 0.1));
    }

    @Test
    void shouldNotCountFailedTrialsAmongThePopulation() {
        // given
        Tuner tuner = tuner(Map.of("population_size", 20, "sample_size", 1000));
        observe(tuner, 0, 20, 0.8, 0);
        for (int trial = 20; trial < 500; trial++) {
            tuner.observe(List.of(Observation.ended(trial, point(0.1), State.FAILED)));
        }

        // when, then
        assertThat(propose(tuner, 100))
                .noneMatch(child -> isNear(child.number("x"), 0.1))
                .anyMatch(child -> isNear(child.number("x"), 0.8));
    }

    @Test
    void shouldWaitForNothing() {
        // given: more children under way than there are members
        Tuner tuner = tuner(Map.of("population_size", 4));
        observe(tuner, 0, 10, 0.5, 1);
        for (int trial = 10; trial < 100; trial++) {
            tuner.observe(List.of(Observation.pending(trial, point(trial / 100.0))));
        }

        // when, then
        assertThat(tuner.suggest(SuggestRequest.of(100, 50)).outlook()).isEqualTo(Outlook.MORE);
        assertThat(propose(tuner, 50)).hasSize(50).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({"population_size, 1", "sample_size, 0"})
    void shouldRefuseBadArguments(String name, int value) {
        assertThatThrownBy(() -> new EvolutionTunerFactory().options().read(Map.of(name, value)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(name)
                .hasMessageContaining("expected");
    }

    private static Tuner tuner(Map<String, ?> classArgs) {
        return FakeTunerContext.of(SQUARE).withSeed(1).withClassArgs(classArgs).create(new EvolutionTunerFactory());
    }

    private static void observe(Tuner tuner, int from, int to, double x, double value) {
        for (int trial = from; trial < to; trial++) {
            tuner.observe(List.of(Observation.succeeded(trial, point(x), value)));
        }
    }

    private static Configuration point(double both) {
        return Configuration.of(Map.of("x", both, "y", both));
    }

    private static boolean isNear(double x, double y) {
        return Math.abs(x - y) < 1e-9;
    }

    private static List<Configuration> propose(Tuner tuner, int count) {
        return tuner.suggest(SuggestRequest.of(1000, count)).proposals().stream()
                .map(Suggestion::configuration)
                .toList();
    }
}
