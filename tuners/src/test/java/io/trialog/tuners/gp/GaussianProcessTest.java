package io.trialog.tuners.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.trialog.spi.space.Configuration;
import io.trialog.spi.space.Parameter;
import io.trialog.spi.space.SearchSpace;
import io.trialog.spi.space.Uniform;
import io.trialog.tuners.Spaces;
import io.trialog.tuners.space.ModelSpace;
import io.trialog.tuners.space.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GaussianProcessTest {

    private final SplittableRandom random = new SplittableRandom(5);
    private final ModelSpace plane =
            ModelSpace.of(SearchSpace.of(new Parameter("x", new Uniform(0, 1)), new Parameter("y", new Uniform(0, 1))));

    private static double wave(Point point) {
        return 100 + 20 * Math.sin(4 * point.at(0)) + 5 * point.at(1);
    }

    private List<Point> sample(ModelSpace space, int count) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            points.add(space.sample(random));
        }
        return points;
    }

    @Test
    void shouldLearnASmoothFunction() {
        List<Point> points = sample(plane, 40);

        GaussianProcess process = GaussianProcess.fit(
                plane,
                points,
                points.stream().mapToDouble(GaussianProcessTest::wave).toArray());

        for (Point point : sample(plane, 50)) {
            assertThat(process.mean(point)).isCloseTo(wave(point), within(1.0));
        }
        assertThat(process.noise()).isLessThan(1);
        assertThat(process.deviation(points.get(0))).isLessThan(0.5);
    }

    @Test
    void shouldTellNoiseFromStructure() {
        List<Point> points = sample(plane, 60);

        GaussianProcess process = GaussianProcess.fit(
                plane,
                points,
                points.stream()
                        .mapToDouble(point -> wave(point) + 4 * random.nextGaussian())
                        .toArray());

        assertThat(process.noise()).isBetween(2.5, 6.0);
    }

    @Test
    void shouldTellAnImportantDimensionFromOthers() {
        List<Point> points = sample(plane, 30);
        GaussianProcess process = GaussianProcess.fit(
                plane,
                points,
                points.stream().mapToDouble(p -> Math.cos(6 * p.at(0))).toArray());

        Point here = plane.encode(Configuration.of(Map.of("x", 0.5, "y", 0.2)));
        Point across = plane.encode(Configuration.of(Map.of("x", 0.9, "y", 0.2)));
        Point along = plane.encode(Configuration.of(Map.of("x", 0.5, "y", 0.6)));

        assertThat(process.mean(along)).isCloseTo(process.mean(here), within(0.05));
        assertThat(Math.abs(process.mean(across) - process.mean(here))).isGreaterThan(0.5);
    }

    @Test
    void shouldTakeInFurtherValues() {
        List<Point> points = sample(plane, 5);
        GaussianProcess process = GaussianProcess.fit(plane, points, new double[] {1, 2, 3, 4, 5});
        Point far = plane.encode(Configuration.of(Map.of("x", 0.01, "y", 0.99)));

        GaussianProcess more = process.with(far, 20);

        assertThat(more.mean(far)).isGreaterThan(process.mean(far));
        assertThat(more.deviation(far)).isLessThan(process.deviation(far));
    }

    @Test
    void shouldLearnInSpacesWithConditions() {
        ModelSpace space = ModelSpace.of(Spaces.nestedTwoLevels());
        List<Point> points = sample(space, 80);
        double[] values = points.stream()
                .mapToDouble(point -> point.at(0) == 1 ? point.at(1) == point.at(1) ? 2 : 1 : 0)
                .toArray();

        GaussianProcess process = GaussianProcess.fit(space, points, values);

        for (Point point : sample(space, 30)) {
            double value = point.at(0) == 1 ? point.at(1) == point.at(1) ? 2 : 1 : 0;
            assertThat(process.mean(point)).isCloseTo(value, within(0.3));
        }
    }

    @Test
    void shouldTakeEqualValuesAndEqualPoints() {
        Point point = plane.sample(random);

        GaussianProcess process = GaussianProcess.fit(plane, List.of(point, point), new double[] {3, 3});

        assertThat(process.mean(point)).isCloseTo(3, within(1e-9));
        assertThat(process.mean(plane.sample(random))).isFinite();
    }

    @Test
    void shouldRefuseWhatIsNoData() {
        assertThatThrownBy(() -> GaussianProcess.fit(plane, List.of(), new double[0]))
                .hasMessageContaining("at least one");
    }
}
