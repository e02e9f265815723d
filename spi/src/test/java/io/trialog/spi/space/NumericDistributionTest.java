package io.trialog.spi.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class NumericDistributionTest {

    static Stream<NumericDistribution> continuous() {
        return Stream.of(
                new Uniform(-3, 7),
                new LogUniform(1e-6, 100),
                new Normal(3, 0.1),
                new LogNormal(-1, 2),
                new Uniform(0, 1e300));
    }

    static Stream<NumericDistribution> stepped() {
        return Stream.of(
                new RandInt(-5, 20),
                new LogRandInt(1, 2000),
                new LogRandInt(30, 33),
                new QUniform(2, 10, 5),
                new QUniform(0, 1, 0.3),
                new QLogUniform(1, 300, 2),
                new QNormal(0, 10, 3),
                new QLogNormal(1, 1, 0.5));
    }

    static Stream<NumericDistribution> all() {
        return Stream.concat(continuous(), stepped());
    }

    @ParameterizedTest
    @MethodSource("continuous")
    void shouldComeBackToTheQuantile(NumericDistribution distribution) {
        Seeded.random(random -> {
            double u = random.nextDouble();
            assertThat(distribution.toUnit(distribution.fromUnit(u))).isCloseTo(u, within(1e-9));
        });
    }

    @ParameterizedTest
    @MethodSource("stepped")
    void shouldComeBackToTheValue(NumericDistribution distribution) {
        Seeded.random(random -> {
            double value = distribution.fromUnit(random.nextDouble());
            assertThat(distribution.fromUnit(distribution.toUnit(value))).isEqualTo(value);
        });
    }

    @ParameterizedTest
    @MethodSource("all")
    void shouldRiseWithTheQuantileAndDeliverWhatItAccepts(NumericDistribution distribution) {
        Seeded.random(random -> {
            double u = random.nextDouble();
            double more = random.nextDouble(u, 1);
            assertThat(distribution.fromUnit(more)).isGreaterThanOrEqualTo(distribution.fromUnit(u));
            assertThat(distribution.check(distribution.sample(random))).isEmpty();
        });
        assertThat(distribution.check(distribution.deliver(distribution.fromUnit(0))))
                .isEmpty();
        assertThat(distribution.check(distribution.deliver(distribution.fromUnit(1))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"2, 2", "2.49, 2", "2.5, 2", "2.51, 5", "7.49, 5", "7.5, 10", "7.51, 10", "10, 10"})
    void shouldRoundHalvesToEvenAndThenClip(double drawn, double delivered) {
        // golden: quniform[2, 10, 5]
        assertThat(new QUniform(2, 10, 5).fromUnit((drawn - 2) / 8)).isEqualTo(delivered);
    }

    @Test
    void shouldNotCleanUpBinaryFractions() {
        // golden: [0, 1, 0.3] gives 0, 0.3, 0.6, 0.8999999999999999 and never 1
        Set<Double> values = new TreeSet<>();
        for (int i = 0; i <= 1000; i++) {
            values.add(new QUniform(0, 1, 0.3).fromUnit(i / 1000.0));
        }

        assertThat(values).containsExactly(0.0, 0.3, 0.6, 0.8999999999999999);
    }

    @ParameterizedTest
    @CsvSource({
        "2, 10, 5",
        "0, 10, 2.5",
        "0, 1, 0.3",
        "4, 20, 5",
        "0, 10, 3",
        "0, 11, 3",
        "0.4, 0.6, 1",
        "0.1, 0.2, 1",
        "0, 0.3, 0.1"
    })
    void shouldCountTheValuesThatItDelivers(double low, double high, double q) {
        QUniform distribution = new QUniform(low, high, q);
        Set<Double> values = new TreeSet<>();
        for (int i = 1; i < 10_000; i++) {
            values.add(distribution.fromUnit(i / 10_000.0));
        }

        assertThat(distribution.cardinality()).isEqualTo(values.size());
    }

    @Test
    void shouldNotCountWhatIsNotFinite() {
        assertThat(new RandInt(2, 5).cardinality()).isEqualTo(3);
        assertThat(new RandInt(0, 2_000_000).cardinality()).isZero();
        assertThat(new Uniform(0, 1).cardinality()).isZero();
        assertThat(new QNormal(0, 1, 1).cardinality()).isZero();
    }

    @Test
    void shouldDeliverEachIntegerEquallyOften() {
        RandInt distribution = new RandInt(2, 5);

        assertThat(distribution.fromUnit(0)).isEqualTo(2);
        assertThat(distribution.fromUnit(0.3333)).isEqualTo(2);
        assertThat(distribution.fromUnit(0.3334)).isEqualTo(3);
        assertThat(distribution.fromUnit(0.6667)).isEqualTo(4);
        assertThat(distribution.fromUnit(1)).as("the upper bound is exclusive").isEqualTo(4);
        assertThat(distribution.deliver(4)).isEqualTo(4L);
    }

    @Test
    void shouldDeliverLogIntegersByTheLogarithmOfTheirCells() {
        LogRandInt powers = new LogRandInt(1, 1025);

        assertThat(powers.fromUnit(0)).isEqualTo(1);
        assertThat(powers.fromUnit(1)).isEqualTo(1024);
        assertThat(powers.fromUnit(0.5)).isEqualTo(23); // sqrt(0.5 * 1024.5) = 22.6
        assertThat(powers.toUnit(1.5)).isCloseTo(Math.log(3) / Math.log(2049), within(1e-12));
        assertThat(powers.check(1025)).hasSize(1);
        assertThat(powers.check(1.5)).hasSize(1);
        assertThat(powers.cardinality()).isEqualTo(1024);
    }

    @Test
    void shouldSpreadLogTypesOverOrdersOfMagnitude() {
        assertThat(new LogUniform(1e-3, 1e3).fromUnit(0.5)).isCloseTo(1, within(1e-12));
        assertThat(new LogNormal(0, 1).fromUnit(0.5)).isCloseTo(1, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({
        "0.5, 0",
        "0.75, 0.6744897501960817",
        "0.8413447460685429, 1",
        "0.975, 1.959963984540054",
        "0.001, -3.090232306167813",
        "1e-10, -6.361340902404056",
        "0.9999999, 5.199337582192816"
    })
    void shouldKnowNormalQuantiles(double u, double z) {
        assertThat(new Normal(0, 1).fromUnit(u)).isCloseTo(z, within(2e-9));
        assertThat(new Normal(10, 2).fromUnit(u)).isCloseTo(10 + 2 * z, within(4e-9));
    }

    @ParameterizedTest
    @CsvSource({
        "-10, 7.619853024160526e-24",
        "-5, 2.866515718791939e-07",
        "-1, 0.15865525393145707",
        "0, 0.5",
        "3, 0.9986501019683699"
    })
    void shouldKnowNormalProbabilities(double z, double probability) {
        assertThat(StandardNormal.cumulative(z) / probability).isCloseTo(1, within(1e-12));
    }

    @Test
    void shouldStayFiniteAtTheEndsOfUnboundedTypes() {
        assertThat(new Normal(0, 1).fromUnit(0)).isBetween(-8.3, -8.1);
        assertThat(new LogNormal(0, 1).fromUnit(1)).isFinite().isGreaterThan(3000);
    }

    @Test
    void shouldRefuseBadArguments() {
        assertThatThrownBy(() -> new Uniform(1, 1)).hasMessageContaining("low < high");
        assertThatThrownBy(() -> new Uniform(0, Double.NaN)).hasMessageContaining("finite");
        assertThatThrownBy(() -> new LogUniform(-1, 1)).hasMessage("low: -1.0 (expected: > 0)");
        assertThatThrownBy(() -> new QLogNormal(0, 0, 1)).hasMessage("sigma: 0.0 (expected: > 0)");
        assertThatThrownBy(() -> new RandInt(0, 1L << 60)).hasMessageContaining("2^53");
    }
}
