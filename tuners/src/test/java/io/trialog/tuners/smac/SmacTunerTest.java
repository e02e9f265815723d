package io.trialog.tuners.smac;

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
import io.trialog.spi.tuner.Direction;
import io.trialog.spi.tuner.Observation;
import io.trialog.spi.tuner.Observation.State;
import io.trialog.spi.tuner.SuggestRequest;
import io.trialog.spi.tuner.Suggestion;
import io.trialog.spi.tuner.Tuner;
import io.trialog.spi.tuner.TunerFactory;
import io.trialog.tuners.Spaces;
import io.trialog.tuners.history.History;
import io.trialog.tuners.history.Trial;
import io.trialog.tuners.space.ModelSpace;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmacTunerTest {

    private static final SearchSpace LINE = SearchSpace.of(new Parameter("x", new Uniform(0, 1)));

    private abstract static class Contract extends TunerContract {
        @Override
        protected TunerFactory factory() {
            return new SmacTunerFactory();
        }

        @Override
        protected Set<Capability> capabilities() {
            return EnumSet.allOf(Capability.class);
        }

        @Override
        protected Map<String, ?> classArgs() {
            return Map.of("n_trees", 10); // quicker
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
    void shouldSearchNearGoodResults() {
        // given
        Tuner tuner = tuner(Map.of());
        observeLine(tuner, 40, x -> Math.abs(x - 0.7));

        // when, then: a fifth of the range holds all but random proposals
        assertThat(each(tuner, 40, 40).stream().filter(x -> Math.abs(x - 0.7) < 0.1))
                .hasSizeGreaterThan(32);
    }

    @Test
    void shouldAvoidWhereTrialsFail() {
        // given: the best results lie next to a region where everything fails
        Tuner tuner = tuner(Map.of());
        observeLine(tuner, 60, x -> x > 0.5 ? Double.NaN : 0.5 - x);

        // when, then
        assertThat(each(tuner, 60, 40).stream().filter(x -> x > 0.51)).hasSizeLessThan(8);
    }

    @Test
    void shouldSpreadProposalsOfOneRequest() {
        // given
        Tuner tuner = tuner(Map.of("random_share", 0));
        observeLine(tuner, 40, x -> Math.abs(x - 0.7));

        // when
        double alone = meanDistance(each(tuner, 40, 16));
        double together = meanDistance(xs(tuner, 40, 16));

        // then
        assertThat(together).isGreaterThan(1.5 * alone);
    }

    @Test
    void shouldDrawTheRandomShareAtRandom() {
        // given
        Tuner tuner = tuner(Map.of("random_share", 1));
        observeLine(tuner, 40, x -> Math.abs(x - 0.7));

        // when, then: a tenth of the range holds a tenth of 200, with a standard deviation of 4
        assertThat(each(tuner, 40, 200).stream().filter(x -> Math.abs(x - 0.7) < 0.05))
                .hasSizeBetween(6, 34);
    }

    @Test
    void shouldLearnFromTheBestTheNewestAndSomeOthers() {
        // given: 3,000 results, the best of which are the oldest
        History history = new History(ModelSpace.of(LINE), Direction.MINIMIZE);
        for (int trial = 0; trial < 3000; trial++) {
            history.observe(List.of(Observation.succeeded(trial, x((trial + 0.5) / 3000), trial)));
        }

        // when
        List<Long> times = Lessons.of(history).stream().map(Trial::time).toList();

        // then
        assertThat(times).hasSize(1000).doesNotHaveDuplicates().isSorted();
        assertThat(times.subList(0, 250)).endsWith(249L);
        assertThat(times.subList(750, 1000)).startsWith(2750L);
        assertThat(times.stream().filter(time -> time >= 250 && time < 1500)).hasSizeBetween(190, 310);
    }

    @Test
    void shouldChangeFewLessonsFromOneTrialToTheNext() {
        // given
        History history = new History(ModelSpace.of(LINE), Direction.MINIMIZE);
        for (int trial = 0; trial < 3000; trial++) {
            history.observe(List.of(Observation.succeeded(trial, x((trial + 0.5) / 3001), trial)));
        }
        List<Trial> before = Lessons.of(history);

        // when
        history.observe(List.of(Observation.succeeded(3000, x(0.99999), 5)));

        // then: it is new, and one of the best
        assertThat(Lessons.of(history).stream().filter(trial -> !before.contains(trial)))
                .hasSizeBetween(1, 3);
    }

    @ParameterizedTest
    @CsvSource({"n_trees, 0", "random_share, 1.5"})
    void shouldRefuseBadArguments(String name, double value) {
        assertThatThrownBy(() -> new SmacTunerFactory().options().read(Map.of(name, value)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(name)
                .hasMessageContaining("expected");
    }

    private interface Curve {
        double at(double x);
    }

    private static Tuner tuner(Map<String, ?> classArgs) {
        return FakeTunerContext.of(LINE).withSeed(1).withClassArgs(classArgs).create(new SmacTunerFactory());
    }

    private static void observeLine(Tuner tuner, int trials, Curve curve) {
        RandomGenerator random = new SplittableRandom(2);
        for (int trial = 0; trial < trials; trial++) {
            double x = random.nextDouble();
            double value = curve.at(x);
            tuner.observe(List.of(
                    Double.isNaN(value)
                            ? Observation.ended(trial, x(x), State.FAILED)
                            : Observation.succeeded(trial, x(x), value)));
        }
    }

    private static Configuration x(double x) {
        return Configuration.of(Map.of("x", x));
    }

    private static List<Double> each(Tuner tuner, int firstTrial, int count) {
        return IntStream.range(firstTrial, firstTrial + count)
                .mapToObj(trial -> xs(tuner, trial, 1).get(0))
                .toList();
    }

    private static List<Double> xs(Tuner tuner, long firstTrial, int count) {
        return tuner.suggest(SuggestRequest.of(firstTrial, count)).proposals().stream()
                .map(Suggestion::configuration)
                .map(configuration -> configuration.number("x"))
                .toList();
    }

    private static double meanDistance(List<Double> proposals) {
        return proposals.stream().mapToDouble(x -> Math.abs(x - 0.7)).average().orElseThrow();
    }
}
