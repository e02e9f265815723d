package io.trialog.tuners.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.trialog.spi.space.Choice;
import io.trialog.spi.space.Configuration;
import io.trialog.spi.space.LogNormal;
import io.trialog.spi.space.LogUniform;
import io.trialog.spi.space.NestedChoice;
import io.trialog.spi.space.NestedChoice.Branch;
import io.trialog.spi.space.Normal;
import io.trialog.spi.space.NumericDistribution;
import io.trialog.spi.space.Parameter;
import io.trialog.spi.space.QLogNormal;
import io.trialog.spi.space.QLogUniform;
import io.trialog.spi.space.QNormal;
import io.trialog.spi.space.QUniform;
import io.trialog.spi.space.RandInt;
import io.trialog.spi.space.SearchSpace;
import io.trialog.spi.space.Uniform;
import io.trialog.tuners.Spaces;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ModelSpaceTest {

    static Stream<NumericDistribution> numericTypes() {
        return Stream.of(
                new Uniform(-3, 4),
                new QUniform(2, 10, 5),
                new QUniform(0, 11, 3),
                new LogUniform(1e-5, 10),
                new QLogUniform(1, 512, 1),
                new RandInt(-3, 9),
                new Normal(2, 3),
                new QNormal(0, 5, 2),
                new LogNormal(1, 0.5),
                new QLogNormal(2, 1, 4));
    }

    @ParameterizedTest
    @MethodSource("numericTypes")
    void shouldComeBackToTheSamePoint(NumericDistribution distribution) {
        ModelSpace space = ModelSpace.of(SearchSpace.of(new Parameter("x", distribution)));
        RandomGenerator random = new SplittableRandom(1);

        for (int i = 0; i < 500; i++) {
            Point point = space.sample(random);
            assertThat(space.encode(space.decode(point))).isEqualTo(point);
        }
    }

    @ParameterizedTest
    @MethodSource("numericTypes")
    void shouldDivideTheUnitIntervalIntoCells(NumericDistribution distribution) {
        NumericDimension dimension = new NumericDimension(0, Condition.ALWAYS, distribution);
        RandomGenerator random = new SplittableRandom(2);

        for (int i = 0; i < 500; i++) {
            double u = random.nextDouble();
            double snapped = dimension.snap(u);
            if (!dimension.isStepped()) {
                assertThat(dimension.cellEnd(u)).isEqualTo(dimension.cellStart(u));
                continue;
            }
            assertThat(u)
                    .as("a coordinate lies in its cell")
                    .isBetween(dimension.cellStart(snapped) - 1e-9, dimension.cellEnd(snapped) + 1e-9);
            double inside = dimension.cellStart(snapped)
                    + random.nextDouble(0.001, 0.999) * (dimension.cellEnd(snapped) - dimension.cellStart(snapped));
            assertThat(dimension.snap(inside))
                    .as("all coordinates of a cell stand for one value")
                    .isEqualTo(snapped);
        }
    }

    @Test
    void shouldGiveEndStepsTheMassThatTheyHave() {
        // golden: quniform[2, 10, 5] gives 2, 5, 10 with 6 %, 63 % and 31 %
        NumericDimension dimension = new NumericDimension(0, Condition.ALWAYS, new QUniform(2, 10, 5));

        assertThat(mass(dimension, 0)).isCloseTo(0.0625, within(1e-12));
        assertThat(mass(dimension, 0.375)).isCloseTo(0.625, within(1e-12));
        assertThat(mass(dimension, 1)).isCloseTo(0.3125, within(1e-12));
    }

    private static double mass(NumericDimension dimension, double coordinate) {
        return dimension.cellEnd(coordinate) - dimension.cellStart(coordinate);
    }

    @Test
    void shouldListEveryPointOfAFiniteSpaceOnce() {
        // given
        NestedChoice nested = new NestedChoice(List.of(
                new Branch("a", SearchSpace.of(new Parameter("p", new RandInt(0, 3)))),
                new Branch("b", SearchSpace.of()),
                new Branch(
                        "c",
                        SearchSpace.of(
                                new Parameter("p", new RandInt(0, 3)), new Parameter("q", new QUniform(2, 10, 5))))));
        SearchSpace written =
                SearchSpace.of(new Parameter("n", nested), new Parameter("c", new Choice(List.of("x", "y"))));
        ModelSpace space = ModelSpace.of(written);

        // when
        List<Configuration> all = LongStream.range(0, space.size())
                .mapToObj(space::pointAt)
                .map(space::decode)
                .toList();

        // then
        assertThat(all).hasSize((3 + 1 + 9) * 2).doesNotHaveDuplicates();
        assertThat(all)
                .allSatisfy(configuration ->
                        assertThat(written.check(configuration)).isEmpty());
        assertThat(LongStream.range(0, space.size()).mapToObj(space::pointAt))
                .as("listed points are the canonical ones")
                .allSatisfy(
                        point -> assertThat(space.encode(space.decode(point))).isEqualTo(point));
    }

    @Test
    void shouldKnowWhatIsNotFinite() {
        assertThat(ModelSpace.of(Spaces.nestedTwoLevels()).size()).isZero();
        assertThat(ModelSpace.of(Spaces.integers()).size())
                .as("more points than are worth counting")
                .isZero();
        assertThat(ModelSpace.of(Spaces.categories()).size()).isEqualTo(390_625);
    }

    @Test
    void shouldMakeOneDimensionOfWhatBranchesShare() {
        // given: u2 occurs in two branches, with another range in a third
        Parameter u2 = new Parameter("u2", new RandInt(1, 9));
        NestedChoice layers = new NestedChoice(List.of(
                new Branch("1", SearchSpace.of()),
                new Branch("2", SearchSpace.of(u2)),
                new Branch("3", SearchSpace.of(new Parameter("u3", new RandInt(1, 9)), u2)),
                new Branch("4", SearchSpace.of(new Parameter("u2", new RandInt(1, 5))))));
        ModelSpace space = ModelSpace.of(SearchSpace.of(new Parameter("layers", layers)));

        // when
        Point two = space.encode(config("2", Map.of("u2", 4)));
        Point three = space.encode(config("3", Map.of("u3", 7, "u2", 4)));

        // then
        assertThat(space.dimensions()).hasSize(4);
        Dimension shared = space.dimensions().get(1);
        assertThat(two.at(shared)).isEqualTo(three.at(shared));
        assertThat(space.decode(three)).isEqualTo(config("3", Map.of("u3", 7, "u2", 4)));
    }

    private static Configuration config(String layers, Map<String, Integer> units) {
        Map<String, Object> nested = new java.util.LinkedHashMap<>(Map.of("_name", layers));
        nested.putAll(units);
        return Configuration.of(Map.of("layers", nested));
    }

    @Test
    void shouldLeaveOutWhatDoesNotFit() {
        // given
        ModelSpace space = ModelSpace.of(Spaces.nestedTwoLevels());

        // when
        Point point = space.encode(Configuration.of(Map.of(
                "scale",
                7,
                "model",
                Map.of("_name", "network", "units", 12, "optimizer", Map.of("_name", "unknown")))));

        // then
        assertThat(space.dimensions().stream().filter(point::has))
                .as("the model and its units")
                .hasSize(2);
    }

    @Test
    void shouldTakeNumbersByValue() {
        ModelSpace space = ModelSpace.of(SearchSpace.of(new Parameter("q", new QUniform(0, 4, 1))));

        assertThat(space.encode(Configuration.of(Map.of("q", 2))))
                .isEqualTo(space.encode(Configuration.of(Map.of("q", 2.0))));
    }
}
