package io.trialog.tuners.forest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class RandomForestTest {

    private static final ForestSettings SETTINGS = new ForestSettings(40, 3, 5.0 / 6, true);
    private static final int[] ONE_NUMBER = {0};

    @Test
    void shouldFitAStep() {
        // given
        double[][] inputs = random(200, 1, 1);

        // when
        RandomForest forest = fit(ONE_NUMBER, inputs, x -> x[0] < 0.3 ? -1 : 2);

        // then
        assertThat(forest.predict(at(0.1)).mean()).isEqualTo(-1, within(1e-9));
        assertThat(forest.predict(at(0.9)).mean()).isEqualTo(2, within(1e-9));
        assertThat(forest.predict(at(0.9)).variance()).isEqualTo(0, within(1e-9));
    }

    @Test
    void shouldBeMostUnsureWhereTheFunctionMayJump() {
        // given: nothing is known between 0.4 and 0.6
        double[][] inputs = new double[60][];
        Arrays.setAll(inputs, i -> at(i < 30 ? 0.4 * i / 30 : 0.6 + 0.4 * (i - 30) / 30));

        // when
        RandomForest forest = fit(ONE_NUMBER, inputs, x -> x[0] < 0.5 ? 0 : 1);

        // then: and nearly linear there, as each tree draws its own threshold
        assertThat(forest.predict(at(0.5)).mean()).isBetween(0.25, 0.75);
        assertThat(forest.predict(at(0.5)).variance()).isGreaterThan(0.15);
        assertThat(forest.predict(at(0.2)).variance()).isLessThan(0.01);
    }

    @Test
    void shouldPartCategoriesBySubsets() {
        // given: no order of the indices separates {0, 3, 4} from {1, 2, 5}
        SplittableRandom random = new SplittableRandom(2);
        double[][] inputs = new double[60][];
        Arrays.setAll(inputs, i -> at(random.nextInt(6)));

        // when
        RandomForest forest = fit(new int[] {6}, inputs, x -> isOdd(x[0]) ? 1 : 0);

        // then: with one split
        for (int category = 0; category < 6; category++) {
            assertThat(forest.predict(at(category)).mean()).isEqualTo(isOdd(category) ? 1 : 0, within(1e-9));
        }
        assertThat(forest.nodes(0)).isEqualTo(3);
    }

    private static boolean isOdd(double category) {
        return category == 0 || category == 3 || category == 4;
    }

    @Test
    void shouldDisagreeAboutCategoriesThatItHasNotSeen() {
        // given
        SplittableRandom random = new SplittableRandom(3);
        double[][] inputs = new double[60][];
        Arrays.setAll(inputs, i -> at(random.nextInt(2)));

        // when
        RandomForest forest = fit(new int[] {3}, inputs, x -> x[0]);

        // then
        assertThat(forest.predict(at(2)).variance()).isGreaterThan(0.1);
        assertThat(forest.predict(at(1)).variance()).isEqualTo(0, within(1e-9));
    }

    @Test
    void shouldTakeAbsenceForAValueOfItsOwn() {
        // given: a number and a category that are absent in half of the samples
        double[][] inputs = random(200, 2, 4);
        for (int i = 0; i < inputs.length; i++) {
            inputs[i][1] = i % 4 / 2;
            if (i % 2 == 0) {
                inputs[i][0] = Double.NaN;
            }
            if (i % 8 < 4) {
                inputs[i][1] = Double.NaN;
            }
        }

        // when
        RandomForest forest = fit(
                new int[] {0, 2},
                inputs,
                x -> (Double.isNaN(x[0]) ? 3 : x[0] < 0.5 ? 0 : 1) + (Double.isNaN(x[1]) ? 10 : 0));

        // then
        assertThat(forest.predict(new double[] {Double.NaN, Double.NaN}).mean()).isEqualTo(13, within(0.1));
        assertThat(forest.predict(new double[] {Double.NaN, 1}).mean()).isEqualTo(3, within(0.1));
        assertThat(forest.predict(new double[] {0.1, Double.NaN}).mean()).isEqualTo(10, within(0.1));
        assertThat(forest.predict(new double[] {0.9, 0}).mean()).isEqualTo(1, within(0.1));
    }

    @Test
    void shouldExplainMostOfASmoothFunction() {
        // given
        ToDoubleFunction<double[]> function = x -> 4 * x[0] * x[0] + 2 * x[1] + x[0] * x[2];
        RandomForest forest = fit(new int[4], random(500, 4, 5), function);

        // when
        double[][] others = random(500, 4, 6);
        double mean = Arrays.stream(others).mapToDouble(function).average().orElseThrow();
        double error = Arrays.stream(others)
                .mapToDouble(x -> square(forest.mean(x) - function.applyAsDouble(x)))
                .sum();
        double variance = Arrays.stream(others)
                .mapToDouble(x -> square(function.applyAsDouble(x) - mean))
                .sum();

        // then
        assertThat(1 - error / variance).as("share of the variance").isGreaterThan(0.9);
    }

    @Test
    void shouldKeepLeavesLarge() {
        // given
        double[][] inputs = random(30, 1, 7);

        // when
        RandomForest forest = RandomForest.fit(
                ONE_NUMBER,
                inputs,
                Arrays.stream(inputs).mapToDouble(x -> x[0]).toArray(),
                new ForestSettings(5, 10, 1, false),
                new SplittableRandom(1));

        // then: 30 samples make 3 leaves of 10 at most, with 2 inner nodes
        for (int tree = 0; tree < 5; tree++) {
            assertThat(forest.nodes(tree)).isBetween(3, 5);
        }
    }

    @Test
    void shouldPutTheAlikeIntoTheSameLeaves() {
        RandomForest forest = fit(ONE_NUMBER, random(200, 1, 8), x -> x[0]);

        assertThat(forest.leaves(at(0.5))).hasSize(40).isEqualTo(forest.leaves(at(0.5)));
        assertThat(shared(forest, 0.5, 0.501)).isGreaterThan(shared(forest, 0.5, 0.52));
        assertThat(shared(forest, 0.5, 0.9)).isZero();
    }

    @Test
    void shouldGrowTheSameForestFromTheSameSeed() {
        double[][] inputs = random(100, 3, 9);
        double[] targets = Arrays.stream(inputs).mapToDouble(x -> x[0] - x[2]).toArray();
        double[] input = {0.3, 0.4, 0.5};

        Prediction first = RandomForest.fit(new int[3], inputs, targets, SETTINGS, new SplittableRandom(1))
                .predict(input);
        Prediction second = RandomForest.fit(new int[3], inputs, targets, SETTINGS, new SplittableRandom(1))
                .predict(input);
        Prediction other = RandomForest.fit(new int[3], inputs, targets, SETTINGS, new SplittableRandom(2))
                .predict(input);

        assertThat(second).isEqualTo(first).isNotEqualTo(other);
    }

    @Test
    void shouldPredictTheOnlyTargetThereIs() {
        assertThat(fit(ONE_NUMBER, new double[][] {{0.5}}, x -> 7).predict(at(0.1)))
                .isEqualTo(new Prediction(7, 0));
        assertThat(fit(new int[0], new double[][] {{}, {}}, x -> 7).predict(new double[0]))
                .isEqualTo(new Prediction(7, 0));
    }

    @Test
    void shouldRefuseSettingsThatMakeNoForest() {
        assertThatThrownBy(() -> new ForestSettings(0, 3, 0.5, true)).hasMessageContaining("trees: 0");
        assertThatThrownBy(() -> new ForestSettings(10, 0, 0.5, true)).hasMessageContaining("minLeaf: 0");
        assertThatThrownBy(() -> new ForestSettings(10, 3, 0, true)).hasMessageContaining("featureShare: 0");
    }

    private static RandomForest fit(int[] categories, double[][] inputs, ToDoubleFunction<double[]> function) {
        double[] targets = Arrays.stream(inputs).mapToDouble(function).toArray();
        return RandomForest.fit(categories, inputs, targets, SETTINGS, new SplittableRandom(11));
    }

    private static double[][] random(int rows, int features, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] inputs = new double[rows][];
        Arrays.setAll(inputs, i -> random.doubles(features).toArray());
        return inputs;
    }

    private static long shared(RandomForest forest, double a, double b) {
        int[] ofA = forest.leaves(at(a));
        int[] ofB = forest.leaves(at(b));
        long count = 0;
        for (int tree = 0; tree < ofA.length; tree++) {
            count += ofA[tree] == ofB[tree] ? 1 : 0;
        }
        return count;
    }

    private static double[] at(double x) {
        return new double[] {x};
    }

    private static double square(double x) {
        return x * x;
    }
}
