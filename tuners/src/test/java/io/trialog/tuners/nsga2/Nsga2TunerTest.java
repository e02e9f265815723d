package io.trialog.tuners.nsga2;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.spi.space.Choice;
import io.trialog.spi.space.Configuration;
import io.trialog.spi.space.Parameter;
import io.trialog.spi.space.RandInt;
import io.trialog.spi.space.SearchSpace;
import io.trialog.spi.space.Uniform;
import io.trialog.spi.testkit.Capability;
import io.trialog.spi.testkit.FakeTunerContext;
import io.trialog.spi.testkit.TunerContract;
import io.trialog.spi.tuner.Direction;
import io.trialog.spi.tuner.Objective;
import io.trialog.spi.tuner.Observation;
import io.trialog.spi.tuner.Pareto;
import io.trialog.spi.tuner.SuggestRequest;
import io.trialog.spi.tuner.Suggestion;
import io.trialog.spi.tuner.Tuner;
import io.trialog.spi.tuner.TunerFactory;
import io.trialog.tuners.Spaces;
import io.trialog.tuners.random.RandomTunerFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Nsga2TunerTest {

    private abstract static class Contract extends TunerContract {
        @Override
        protected TunerFactory factory() {
            return new Nsga2TunerFactory();
        }

        @Override
        protected Set<Capability> capabilities() {
            return EnumSet.allOf(Capability.class);
        }

        @Override
        protected Map<String, ?> classArgs() {
            return Map.of("population_size", 10);
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

    private static final List<Objective> COST_AND_QUALITY =
            List.of(new Objective("default", Direction.MINIMIZE), new Objective("quality", Direction.MAXIMIZE));
    private static final double WORST_COST = 1.1;
    private static final double WORST_QUALITY = -7;

    private static final SearchSpace MIXED = SearchSpace.of(
            new Parameter("x", new Uniform(0, 1)),
            new Parameter("a", new Uniform(0, 1)),
            new Parameter("b", new Uniform(0, 1)),
            new Parameter("c", new Uniform(0, 1)),
            new Parameter("m", new RandInt(0, 21)),
            new Parameter("n", new RandInt(0, 5)),
            new Parameter("kind", new Choice(List.of("p", "q", "r", "s"))));

    /** The first problem of Zitzler, Deb and Thiele (2000), its second objective negated; on the front all but x is 0. */
    private static Map<String, Double> evaluate(Configuration point) {
        double rest = number(point, "a")
                + number(point, "b")
                + number(point, "c")
                + number(point, "m") / 20
                + number(point, "n") / 4
                + ("r".equals(point.value("kind")) ? 0 : 1);
        double g = 1 + 9 * rest / 6;
        double cost = number(point, "x");
        return Map.of("default", cost, "quality", -g * (1 - Math.sqrt(cost / g)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8})
    void shouldCoverMuchMoreOfTheObjectivesThanRandomSearch(int concurrency) {
        double all = WORST_COST * -WORST_QUALITY - 1.0 / 3; // what the whole front covers
        for (int seed = 0; seed < 3; seed++) {
            double random = covered(run(new RandomTunerFactory(), seed, 400, concurrency));
            double own = covered(run(new Nsga2TunerFactory(), seed, 400, concurrency));

            assertThat(all - own).isPositive().isLessThan(0.6 * (all - random));
        }
    }

    @Test
    void shouldSpreadOverTheFront() {
        // given
        List<Map<String, Double>> results = run(new Nsga2TunerFactory(), 1, 600, 1);

        // when
        List<Double> costs = new Pareto(COST_AND_QUALITY)
                .front(results).stream()
                        .map(i -> results.get(i).get("default"))
                        .sorted()
                        .toList();

        // then
        assertThat(costs).hasSizeGreaterThan(20);
        assertThat(costs.get(0)).isLessThan(0.1);
        assertThat(costs.get(costs.size() - 1)).isGreaterThan(0.8);
    }

    @Test
    void shouldGoOnWhenHalfOfTheTrialsLackAnObjective() {
        // given
        Tuner tuner = FakeTunerContext.of(MIXED)
                .withObjectives(COST_AND_QUALITY)
                .withMaxTrials(50)
                .create(new Nsga2TunerFactory());

        // when
        for (int trial = 0; trial < 60; trial++) {
            Configuration point = tuner.suggest(SuggestRequest.of(trial, 1))
                    .proposals()
                    .get(0)
                    .configuration();
            Map<String, Double> metrics = trial % 2 == 0 ? evaluate(point) : Map.of("default", -1.0);
            tuner.observe(List.of(
                    Observation.pending(trial, point),
                    Observation.succeeded(trial, point, 0).withMetrics(metrics)));
        }

        // then
        assertThat(tuner.suggest(SuggestRequest.of(60, 5)).proposals()).hasSize(5);
    }

    private static List<Map<String, Double>> run(TunerFactory factory, long seed, int trials, int concurrency) {
        Tuner tuner = FakeTunerContext.of(MIXED)
                .withObjectives(COST_AND_QUALITY)
                .withSeed(seed)
                .create(factory);
        List<Map<String, Double>> results = new ArrayList<>();
        for (int first = 0; first < trials; first += concurrency) {
            List<Suggestion> proposals =
                    tuner.suggest(SuggestRequest.of(first, concurrency)).proposals();
            int start = first;
            tuner.observe(IntStream.range(0, concurrency)
                    .mapToObj(
                            i -> Observation.pending(start + i, proposals.get(i).configuration()))
                    .toList());
            for (int i = 0; i < concurrency; i++) {
                Configuration point = proposals.get(i).configuration();
                results.add(evaluate(point));
                tuner.observe(List.of(Observation.succeeded(first + i, point, 0).withMetrics(evaluate(point))));
            }
        }
        return results;
    }

    /** The hypervolume of the front before the worst cost and quality. */
    private static double covered(List<Map<String, Double>> results) {
        List<Map<String, Double>> front = new Pareto(COST_AND_QUALITY)
                .front(results).stream()
                        .map(results::get)
                        .filter(result -> result.get("quality") > WORST_QUALITY)
                        .sorted(Comparator.comparing(result -> result.get("default")))
                        .toList();
        double sum = 0;
        for (int i = 0; i < front.size(); i++) {
            double next = i + 1 < front.size() ? front.get(i + 1).get("default") : WORST_COST;
            sum += (next - front.get(i).get("default")) * (front.get(i).get("quality") - WORST_QUALITY);
        }
        return sum;
    }

    private static double number(Configuration configuration, String parameter) {
        return ((Number) Map.copyOf(configuration.values()).get(parameter)).doubleValue();
    }
}
