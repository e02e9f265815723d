package io.trialog.tuners.importance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.trialog.spi.space.Choice;
import io.trialog.spi.space.LogUniform;
import io.trialog.spi.space.NestedChoice;
import io.trialog.spi.space.NestedChoice.Branch;
import io.trialog.spi.space.Parameter;
import io.trialog.spi.space.RandInt;
import io.trialog.spi.space.SearchSpace;
import io.trialog.spi.space.Uniform;
import io.trialog.tuners.forest.ForestSettings;
import io.trialog.tuners.forest.RandomForest;
import io.trialog.tuners.space.CategoricalDimension;
import io.trialog.tuners.space.ModelSpace;
import io.trialog.tuners.space.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FanovaTest {

    private static final ModelSpace CUBE = ModelSpace.of(SearchSpace.of(
            new Parameter("x", new Uniform(0, 1)),
            new Parameter("y", new LogUniform(1e-5, 1)),
            new Parameter("z", new Uniform(-3, 5))));

    /** sgd has momentum, adam has beta, and both, and nothing else, have a warm-up that may have a length. */
    private static final ModelSpace NESTED = ModelSpace.of(SearchSpace.of(
            new Parameter("width", new RandInt(0, 4)),
            new Parameter(
                    "optimizer",
                    new NestedChoice(
                            List.of(
                                    new Branch("none", SearchSpace.of()),
                                    new Branch(
                                            "sgd",
                                            SearchSpace.of(new Parameter("momentum", new Uniform(0, 1)), warmup())),
                                    new Branch(
                                            "adam",
                                            SearchSpace.of(new Parameter("beta", new Uniform(0, 1)), warmup()))),
                            List.of(1.0, 2.0, 3.0))),
            new Parameter("activation", new Choice(List.of("relu", "tanh", "gelu")))));

    private static Parameter warmup() {
        return new Parameter(
                "warmup",
                new NestedChoice(List.of(
                        new Branch("off", SearchSpace.of()),
                        new Branch("on", SearchSpace.of(new Parameter("length", new Uniform(0, 1)))))));
    }

    private static final int WIDTH = 0;
    private static final int OPTIMIZER = 1;
    private static final int MOMENTUM = index("optimizer/momentum");
    private static final int BETA = index("optimizer/beta");
    private static final int WARMUP = index("optimizer/warmup");
    private static final int LENGTH = index("optimizer/warmup/length");
    private static final int ACTIVATION = index("activation");

    private static int index(String path) {
        return NESTED.parameters().stream()
                .map(parameter -> parameter.path())
                .toList()
                .indexOf(path);
    }

    private static List<Point> points(ModelSpace space, int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            points.add(space.sample(random));
        }
        return points;
    }

    private static double[] values(List<Point> points, ToDoubleFunction<double[]> function) {
        return points.stream()
                .mapToDouble(point -> function.applyAsDouble(point.coordinates()))
                .toArray();
    }

    private static Fanova of(ModelSpace space, int count, ToDoubleFunction<double[]> function) {
        List<Point> points = points(space, count, 7);
        return Fanova.of(space, points, values(points, function), new SplittableRandom(1));
    }

    @Nested
    class OfKnownFunctions {

        @Test
        void shouldShareAnAdditiveFunctionOut() {
            // when: variances 16/12, 4/12 and 0
            Fanova fanova = of(CUBE, 2000, x -> 4 * x[0] + 2 * x[1]);
            // then
            List<Estimate> importances = fanova.importances();
            assertThat(importances.get(0).mean()).isEqualTo(0.8, within(0.03));
            assertThat(importances.get(1).mean()).isEqualTo(0.2, within(0.03));
            assertThat(importances.get(2).mean()).isLessThan(0.01);
            assertThat(fanova.interactions(List.of(new int[] {0, 1}, new int[] {0, 2}, new int[] {1, 2})))
                    .allSatisfy(interaction -> assertThat(interaction.mean()).isBetween(0.0, 0.01));
            assertThat(fanova.fit()).isGreaterThan(0.95);
        }

        @Test
        void shouldFindAnInteraction() {
            // when: neither x nor y matters alone
            Fanova fanova = of(CUBE, 2000, x -> (x[0] - 0.5) * (x[1] - 0.5));
            // then
            List<Estimate> importances = fanova.importances();
            assertThat(importances)
                    .allSatisfy(importance -> assertThat(importance.mean()).isLessThan(0.05));
            List<Estimate> interactions = fanova.interactions(List.of(new int[] {0, 1}, new int[] {0, 2}));
            assertThat(interactions.get(0).mean()).isGreaterThan(0.85);
            assertThat(interactions.get(1).mean()).isLessThan(0.05);
        }

        @Test
        void shouldFollowTheShapeOfAFunction() {
            // when
            Fanova fanova = of(CUBE, 2000, x -> Math.pow(x[0] - 0.3, 2) + x[2]);
            double[] places = {0, 0.1, 0.3, 0.6, 0.9, 1};
            List<Estimate> marginal = fanova.marginal(0, places);
            // then
            for (int i = 0; i < places.length; i++) {
                assertThat(marginal.get(i).mean()).isEqualTo(Math.pow(places[i] - 0.3, 2) + 0.5, within(0.04));
                assertThat(marginal.get(i).deviation()).isBetween(0.0, 0.05);
            }
        }

        @Test
        void shouldNotBelieveNoise() {
            SplittableRandom noise = new SplittableRandom(3);
            assertThat(of(CUBE, 300, x -> noise.nextDouble()).fit()).isLessThan(0.1);
        }

        @Test
        void shouldSayNothingOfAConstant() {
            Fanova fanova = of(CUBE, 20, x -> 3);
            assertThat(fanova.importances()).containsOnly(new Estimate(0, 0));
            assertThat(fanova.interactions(List.of(new int[] {0, 1}))).containsOnly(new Estimate(0, 0));
            assertThat(fanova.marginal(1, new double[] {0.5})).containsOnly(new Estimate(3, 0));
            assertThat(fanova.fit()).isNaN();
        }

        @Test
        void shouldCountAConditionalParameterWhereItIs() {
            // when: momentum matters in a third of the space, and only what differs between branches is the choice's
            Fanova fanova = of(
                    NESTED,
                    3000,
                    x -> Double.isNaN(x[MOMENTUM]) ? x[OPTIMIZER] : 1 + Math.sqrt(12) * (x[MOMENTUM] - 0.5));
            // then: 1/3 of 1; E = 8/6, E of squares = 2/6 + 12/6
            double ofChoice = 14.0 / 6 - 16.0 / 9;
            List<Estimate> importances = fanova.importances();
            assertThat(importances.get(MOMENTUM).mean()).isEqualTo(1.0 / 3 / (1.0 / 3 + ofChoice), within(0.04));
            assertThat(importances.get(OPTIMIZER).mean()).isEqualTo(ofChoice / (1.0 / 3 + ofChoice), within(0.04));
            assertThat(importances.get(BETA).mean()).isLessThan(0.01);
        }
    }

    /** One tree, whose variances a grid shows. */
    @Nested
    class OfOneTree {

        private static final ForestSettings ONE = new ForestSettings(1, 3, 1, false);
        /** As far as a grid goes. */
        private static final double EXACT = 0.02;

        private Fanova fanova;
        private BruteForce grid;

        private void learn(ModelSpace space, int steps, long seed, ToDoubleFunction<double[]> function) {
            List<Point> points = points(space, 200, seed);
            double[] values = values(points, function);
            int[] categories = space.dimensions().stream()
                    .mapToInt(dimension -> dimension instanceof CategoricalDimension category ? category.size() : 0)
                    .toArray();
            RandomForest forest = RandomForest.fit(
                    categories,
                    points.stream().map(Point::coordinates).toArray(double[][]::new),
                    values,
                    ONE,
                    new SplittableRandom(seed));
            fanova = Fanova.of(space, points, values, ONE, new SplittableRandom(seed));
            grid = new BruteForce(space, steps, forest::mean);
        }

        private void shouldBeAsOnTheGrid(int dimensions) {
            List<int[]> pairs = new ArrayList<>();
            List<Estimate> importances = fanova.importances();
            for (int first = 0; first < dimensions; first++) {
                assertThat(importances.get(first).mean())
                        .as("dimension %d", first)
                        .isEqualTo(grid.importance(first), within(EXACT));
                for (int second = first + 1; second < dimensions; second++) {
                    pairs.add(new int[] {first, second});
                }
            }
            List<Estimate> interactions = fanova.interactions(pairs);
            for (int i = 0; i < pairs.size(); i++) {
                int[] pair = pairs.get(i);
                assertThat(interactions.get(i).mean())
                        .as("dimensions %d and %d", pair[0], pair[1])
                        .isEqualTo(grid.interaction(pair[0], pair[1]), within(EXACT));
            }
        }

        @ParameterizedTest
        @ValueSource(longs = {1, 2, 3})
        void shouldIntegrateExactlyOverACube(long seed) {
            learn(CUBE, 40, seed, x -> Math.sin(6 * x[0]) * x[1] + x[2] * x[2]);
            shouldBeAsOnTheGrid(3);
            double place = 20.5 / 40;
            double other = 32.5 / 40;
            assertThat(fanova.marginal(0, new double[] {place}).get(0).mean())
                    .isEqualTo(grid.marginal(0, place), within(EXACT));
            assertThat(fanova.marginal(2, new double[] {place, other}, 0, new double[] {other})
                            .get(1)
                            .mean())
                    .isEqualTo(grid.marginal(2, other, 0, other), within(EXACT));
        }

        @ParameterizedTest
        @ValueSource(longs = {1, 2, 3})
        void shouldShareOutAllOfTheVariance(long seed) {
            // given two dimensions, which have nothing but their own parts and a common one
            ModelSpace plane = ModelSpace.of(SearchSpace.of(
                    new Parameter("x", new Uniform(0, 1)), new Parameter("y", new Choice(List.of("a", "b", "c")))));
            List<Point> points = points(plane, 100, seed);
            double[] values = values(points, x -> 1e6 + Math.sin(6 * x[0]) * x[1]);
            // when
            Fanova one = Fanova.of(plane, points, values, ONE, new SplittableRandom(seed));
            // then
            List<Estimate> importances = one.importances();
            double together = one.interactions(List.of(new int[] {0, 1})).get(0).mean();
            assertThat(importances.get(0).mean() + importances.get(1).mean() + together)
                    .isEqualTo(1, within(1e-6));
        }

        @ParameterizedTest
        @ValueSource(longs = {1, 2, 3})
        void shouldIntegrateExactlyOverBranches(long seed) {
            learn(
                    NESTED,
                    24,
                    seed,
                    x -> x[WIDTH] * (x[ACTIVATION] + 1)
                            + (Double.isNaN(x[MOMENTUM]) ? 0 : x[MOMENTUM] * (x[WARMUP] + 1))
                            + (Double.isNaN(x[BETA]) ? 1 : x[BETA] * x[BETA])
                            + (Double.isNaN(x[LENGTH]) ? 0 : x[LENGTH] * x[OPTIMIZER]));
            shouldBeAsOnTheGrid(7);
            double place = 10.5 / 24;
            assertThat(fanova.marginal(LENGTH, new double[] {place}).get(0).mean())
                    .isEqualTo(grid.marginal(LENGTH, place), within(0.03));
            List<Estimate> both = fanova.marginal(OPTIMIZER, new double[] {0, 1, 2}, LENGTH, new double[] {place});
            assertThat(both.get(0).mean()).as("what no point has").isNaN();
            assertThat(both.get(2).mean()).isEqualTo(grid.marginal(OPTIMIZER, 2, LENGTH, place), within(0.03));
        }
    }
}
