package io.trialog.spi.tuner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NonDominatedSortTest {

    @Test
    void shouldCallDominatedWhatIsNowhereBetterAndSomewhereWorse() {
        assertThat(NonDominatedSort.dominates(vector(1, 2), vector(1, 3))).isTrue();
        assertThat(NonDominatedSort.dominates(vector(1, 2), vector(2, 1))).isFalse();
        assertThat(NonDominatedSort.dominates(vector(1, 2), vector(1, 2))).isFalse();
        assertThat(NonDominatedSort.dominates(vector(1, 3), vector(1, 2))).isFalse();
    }

    @Test
    void shouldPutWhatIsNotFiniteBehindEverything() {
        double[] unusable = vector(Double.NaN, 0);
        double[] endless = vector(Double.NEGATIVE_INFINITY, 0);
        double[] bad = vector(9, 9);

        assertThat(NonDominatedSort.dominates(bad, unusable)).isTrue();
        assertThat(NonDominatedSort.dominates(unusable, bad)).isFalse();
        assertThat(NonDominatedSort.dominates(unusable, endless)).isFalse();
        assertThat(NonDominatedSort.ranks(List.of(unusable, bad, endless))).containsExactly(1, 0, 1);
        assertThat(NonDominatedSort.front(List.of(unusable, bad, endless))).containsExactly(1);
        assertThat(NonDominatedSort.front(List.of(unusable))).isEmpty();
    }

    @Test
    void shouldRankAHandMadeExample() {
        List<double[]> losses = List.of(
                vector(4, 4), vector(1, 5), vector(2, 3), vector(2, 3), vector(3, 1), vector(3, 4), vector(2, 6));

        assertThat(NonDominatedSort.ranks(losses)).containsExactly(2, 0, 0, 0, 0, 1, 1);
        assertThat(NonDominatedSort.front(losses)).containsExactly(1, 2, 3, 4);
    }

    @Test
    void shouldKnowNoFrontOfNothing() {
        assertThat(NonDominatedSort.ranks(List.of())).isEmpty();
        assertThat(NonDominatedSort.front(List.of())).isEmpty();
        assertThat(NonDominatedSort.crowdingDistances(List.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1, 40", "2, 40", "2, 4", "3, 40", "3, 3", "5, 10"})
    void shouldRankAsTheDefinitionDoes(int objectives, int values) {
        long seed = Long.getLong("seed", System.nanoTime());
        RandomGenerator random = new SplittableRandom(seed);
        for (int repetition = 0; repetition < 60; repetition++) {
            // given: a coarse grid, so that equal components and equal vectors are frequent
            List<double[]> losses = new ArrayList<>();
            for (int i = random.nextInt(60); i >= 0; i--) {
                double[] vector = new double[objectives];
                Arrays.setAll(vector, k -> random.nextInt(50) == 0 ? Double.NaN : random.nextInt(values) - 2);
                losses.add(vector);
            }

            // when
            int[] ranks = NonDominatedSort.ranks(losses);
            List<Integer> front = NonDominatedSort.front(losses);

            // then
            int[] expected = peeled(losses);
            assertThat(ranks).as("-Dseed=" + seed).isEqualTo(expected);
            List<Integer> first = new ArrayList<>();
            for (int i = 0; i < losses.size(); i++) {
                if (expected[i] == 0 && NonDominatedSort.isUsable(losses.get(i))) {
                    first.add(i);
                }
            }
            assertThat(front).as("-Dseed=" + seed).isEqualTo(first);
        }
    }

    /** Ranks by the definition: what none of the rest dominates is taken away, again and again. */
    private static int[] peeled(List<double[]> losses) {
        int[] ranks = new int[losses.size()];
        Arrays.fill(ranks, -1);
        List<Integer> rest = new ArrayList<>();
        for (int i = 0; i < losses.size(); i++) {
            rest.add(i);
        }
        for (int rank = 0; !rest.isEmpty(); rank++) {
            List<Integer> front = rest.stream()
                    .filter(i -> rest.stream()
                            .noneMatch(other -> NonDominatedSort.dominates(losses.get(other), losses.get(i))))
                    .toList();
            for (int i : front) {
                ranks[i] = rank;
            }
            rest.removeAll(front);
        }
        return ranks;
    }

    @Test
    void shouldMeasureTheGapsAroundAVector() {
        List<double[]> front = List.of(vector(0, 10), vector(1, 6), vector(4, 5), vector(10, 0));

        assertThat(NonDominatedSort.crowdingDistances(front))
                .containsExactly(Double.POSITIVE_INFINITY, 0.4 + 0.5, 0.9 + 0.6, Double.POSITIVE_INFINITY);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void shouldNotDivideByARangeOfZero(int equal) {
        List<double[]> front = new ArrayList<>();
        for (int i = 0; i < equal; i++) {
            front.add(vector(3, 3));
        }

        assertThat(NonDominatedSort.crowdingDistances(front)).doesNotContain(Double.NaN);
    }

    private static double[] vector(double... components) {
        return components;
    }
}
