package io.trialog.tuners.qmc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SobolSequenceTest {

    @Test
    void shouldBeTheSequenceThatOthersHave() {
        // given: scipy.stats.qmc.Sobol(scramble=False), which has the same direction numbers and order
        SobolSequence sequence = SobolSequence.plain(1000);

        // when, then
        assertThat(sequence.point(0)).containsOnly(0.0);
        assertThat(sequence.point(1)).containsOnly(0.5);
        assertThat(sequence.point(4)).startsWith(0.375, 0.375, 0.625, 0.875, 0.375);
        assertThat(sequence.point(7)).startsWith(0.125, 0.625, 0.375, 0.125, 0.125);
        assertThat(sequence.point(100))
                .startsWith(0.4140625, 0.2578125, 0.7734375)
                .endsWith(0.6953125, 0.3203125, 0.9140625);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -17})
    void shouldKeepTheNetWhenScrambled(long seed) {
        // given
        SobolSequence sequence = SobolSequence.scrambled(2, seed);
        int points = 256;

        // when, then: the first two dimensions are a (0, m, 2)-net in every block of 2^m points: one point in each box
        // of this volume
        for (int block = 0; block < 3; block++) {
            for (int boxesWide = 1; boxesWide <= points; boxesWide *= 2) {
                Set<Integer> boxes = new HashSet<>();
                for (int i = 0; i < points; i++) {
                    double[] point = sequence.point(block * points + i);
                    int column = (int) (point[0] * boxesWide);
                    int row = (int) (point[1] * (points / boxesWide));
                    boxes.add(column * (points / boxesWide) + row);
                }
                assertThat(boxes).hasSize(points);
            }
        }
    }

    @Test
    void shouldGiveEachPointUniformlyOverSeeds() {
        // given
        int seeds = 4000;
        int[] tenths = new int[10];

        // when: the origin of the plain sequence, the hardest case
        for (int seed = 0; seed < seeds; seed++) {
            double[] point = SobolSequence.scrambled(3, seed).point(0);
            tenths[(int) (point[2] * 10)]++;
        }

        // then: 400 each, with a standard deviation of 19
        for (int count : tenths) {
            assertThat(count).isBetween(320, 480);
        }
    }

    @Test
    void shouldIntegrateBetterThanRandomPoints() {
        // given: a smooth function of eight variables with the integral 1
        int points = 1024;
        double squaredErrorOfSobol = 0;
        double squaredErrorOfRandom = 0;

        // when
        for (int seed = 0; seed < 10; seed++) {
            SobolSequence sequence = SobolSequence.scrambled(8, seed);
            RandomGenerator random = new SplittableRandom(seed);
            double sobolSum = 0;
            double randomSum = 0;
            for (int i = 0; i < points; i++) {
                sobolSum += smooth(sequence.point(i));
                randomSum += smooth(random.doubles(8).toArray());
            }
            squaredErrorOfSobol += Math.pow(sobolSum / points - 1, 2);
            squaredErrorOfRandom += Math.pow(randomSum / points - 1, 2);
        }

        // then
        assertThat(squaredErrorOfSobol).isLessThan(squaredErrorOfRandom / 100);
    }

    private static double smooth(double[] point) {
        double product = 1;
        for (double x : point) {
            product *= 1 + 0.5 * (x - 0.5);
        }
        return product;
    }

    @Test
    void shouldDifferBySeedAlone() {
        double[] point = SobolSequence.scrambled(4, 3).point(77);

        assertThat(SobolSequence.scrambled(9, 3).point(77)).startsWith(point);
        assertThat(SobolSequence.scrambled(4, 4).point(77)).isNotEqualTo(point);
    }

    @Test
    void shouldGoOnBeyondTheKnownDimensions() {
        double[] point = SobolSequence.scrambled(21_300, 1).point(5);

        assertThat(point).hasSize(21_300);
        assertThat(point[21_250]).isNotEqualTo(point[49]).isBetween(0.0, 1.0);
    }

    @Test
    void shouldRefuseNoDimension() {
        assertThatThrownBy(() -> SobolSequence.plain(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
