package io.trialog.tuners.tpe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.trialog.spi.space.Choice;
import io.trialog.spi.space.Configuration;
import io.trialog.spi.space.Parameter;
import io.trialog.spi.space.QUniform;
import io.trialog.spi.space.RandInt;
import io.trialog.spi.space.SearchSpace;
import io.trialog.spi.space.Uniform;
import io.trialog.tuners.space.Dimension;
import io.trialog.tuners.space.ModelSpace;
import io.trialog.tuners.space.NumericDimension;
import io.trialog.tuners.space.Point;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ParzenEstimatorTest {

    @Test
    void shouldBeADensityOnTheUnitInterval() {
        // given: kernels at the edge lose half their mass
        ModelSpace space = ModelSpace.of(SearchSpace.of(new Parameter("x", new Uniform(0, 1))));
        ParzenEstimator estimator = estimator(space, x(0), x(0.02), x(0.7), x(1));

        // when
        int steps = 10_000;
        double sum = 0;
        for (int i = 0; i < steps; i++) {
            sum += Math.exp(estimator.logDensity(space.encode(x((i + 0.5) / steps))));
        }

        // then
        assertThat(sum / steps).isCloseTo(1, within(1e-6));
    }

    @Test
    void shouldBeAProbabilityOverSteps() {
        // given: the density of a step times its width is its probability
        SearchSpace written = SearchSpace.of(
                new Parameter("i", new RandInt(0, 6)),
                new Parameter("q", new QUniform(2, 10, 5)),
                new Parameter("c", new Choice(List.of("a", "b", "c"))));
        ModelSpace space = ModelSpace.of(written);
        ParzenEstimator estimator = estimator(
                space,
                Configuration.of(Map.of("i", 2, "q", 5, "c", "a")),
                Configuration.of(Map.of("i", 5, "q", 10, "c", "c")));

        // when
        double sum = LongStream.range(0, space.size())
                .mapToObj(space::pointAt)
                .mapToDouble(point -> Math.exp(estimator.logDensity(point)) * volume(space, point))
                .sum();

        // then
        assertThat(sum).isCloseTo(1, within(1e-9));
    }

    private static double volume(ModelSpace space, Point point) {
        double volume = 1;
        for (Dimension dimension : space.dimensions()) {
            if (dimension instanceof NumericDimension numeric) {
                volume *= numeric.cellEnd(point.at(dimension)) - numeric.cellStart(point.at(dimension));
            }
        }
        return volume;
    }

    @Test
    void shouldDrawAsOftenAsItsDensitySays() {
        // given
        ModelSpace space = ModelSpace.of(SearchSpace.of(new Parameter("c", new Choice(List.of("a", "b", "c")))));
        ParzenEstimator estimator = estimator(space, c("a"), c("a"), c("b"), c("a"), c("a"), c("a"), c("b"), c("a"));
        RandomGenerator random = new SplittableRandom(5);

        // when
        int draws = 20_000;
        Point first = space.encode(c("a"));
        long hits = Stream.generate(() -> estimator.sample(random))
                .limit(draws)
                .filter(first::equals)
                .count();

        // then
        assertThat((double) hits / draws).isCloseTo(Math.exp(estimator.logDensity(first)), within(0.015));
    }

    @Test
    void shouldKeepTogetherWhatGoesTogether() {
        // given: x and y are equal in all points
        ModelSpace space = ModelSpace.of(
                SearchSpace.of(new Parameter("x", new Uniform(0, 1)), new Parameter("y", new Uniform(0, 1))));
        ParzenEstimator estimator = estimator(space, xy(0.1, 0.1), xy(0.12, 0.12), xy(0.9, 0.9), xy(0.88, 0.88));

        // when, then
        assertThat(estimator.logDensity(space.encode(xy(0.1, 0.1))))
                .isGreaterThan(estimator.logDensity(space.encode(xy(0.1, 0.9))) + 1);
    }

    @Test
    void shouldStayFiniteFarFromAllPoints() {
        ModelSpace space = ModelSpace.of(SearchSpace.of(new Parameter("i", new RandInt(0, 100_000))));
        ParzenEstimator estimator = estimator(space, Configuration.of(Map.of("i", 0)));

        assertThat(estimator.logDensity(space.encode(Configuration.of(Map.of("i", 99_999)))))
                .isFinite();
    }

    @Test
    void shouldBeThePriorWithoutPoints() {
        ModelSpace space = ModelSpace.of(SearchSpace.of(new Parameter("x", new Uniform(0, 1))));

        assertThat(estimator(space).logDensity(space.encode(x(0.3)))).isZero();
    }

    private static ParzenEstimator estimator(ModelSpace space, Configuration... configurations) {
        List<Point> points = Stream.of(configurations).map(space::encode).toList();
        return new ParzenEstimator(space, points, Split.weights(points.size(), 25), 1, Bandwidths.OF_TPE);
    }

    private static Configuration x(double x) {
        return Configuration.of(Map.of("x", x));
    }

    private static Configuration xy(double x, double y) {
        return Configuration.of(Map.of("x", x, "y", y));
    }

    private static Configuration c(String c) {
        return Configuration.of(Map.of("c", c));
    }
}
