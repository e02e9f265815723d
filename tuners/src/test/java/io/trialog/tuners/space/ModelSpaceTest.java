package io.trialog.tuners.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.trialog.spi.space.Choice;
import io.trialog.spi.space.Configuration;
import io.trialog.spi.space.LogNormal;
import io.trialog.spi.space.LogRandInt;
import io.trialog.spi.space.LogUniform;
import io.trialog.spi.space.NestedChoice;
import io.trialog.spi.space.NestedChoice.Branch;
import io.trialog.spi.space.Normal;
import io.trialog.spi.space.NumericDistribution;
import io.trialog.spi.space.Ordinal;
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
                new LogRandInt(1, 500),
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

    @Test
    void shouldPlaceOrdinalOptionsInTheirOrder() {
        // given
        ModelSpace space =
                ModelSpace.of(SearchSpace.of(new Parameter("size", new Ordinal(List.of("small", 2, "large", false)))));
        NumericDimension dimension = (NumericDimension) space.dimensions().get(0);

        // when
        List<Object> values = Stream.of(0.0, 0.24, 0.26, 0.6, 1.0)
                .map(u -> space.decode(space.choose(any -> u)).value("size"))
                .toList();

        // then
        assertThat(values).containsExactly("small", "small", 2L, "large", false);
        assertThat(space.encode(Configuration.of(Map.of("size", 2.0))).at(dimension))
                .isEqualTo(0.375);
        assertThat(space.encode(Configuration.of(Map.of("size", "huge"))).has(dimension))
                .isFalse();
        assertThat(space.size()).isEqualTo(4);
        assertThat(LongStream.range(0, 4)
                        .mapToObj(i -> space.decode(space.pointAt(i)).value("size")))
                .containsExactly("small", 2L, "large", false);
    }

    @Test
    void shouldGiveCategoriesTheirShareOfTheUnitInterval() {
        CategoricalDimension dimension = (CategoricalDimension) ModelSpace.of(
                        SearchSpace.of(new Parameter("c", new Choice(List.of("a", "b", "c"), List.of(2.0, 1.0, 1.0)))))
                .dimensions()
                .get(0);

        assertThat(Stream.of(0.0, 0.49, 0.51, 0.74, 0.76, 1.0).map(dimension::atQuantile))
                .containsExactly(0.0, 0.0, 1.0, 1.0, 2.0, 2.0);
        assertThat(dimension.probability(0)).isEqualTo(0.5);
        assertThat(new SplittableRandom(1)
                                .doubles(10_000)
                                .map(dimension::atQuantile)
                                .filter(c -> c == 0)
                                .count()
                        / 10_000.0)
                .isCloseTo(0.5, within(0.02));
    }

    @Test
    void shouldRepairWhatBreaksConstraintsNearby() {
        // given
        ModelSpace space = ModelSpace.of(SearchSpace.of(
                        new Parameter("units1", new RandInt(1, 513)),
                        new Parameter("units2", new RandInt(1, 513)),
                        new Parameter("a", new Uniform(0, 1)),
                        new Parameter("b", new Uniform(0, 1)))
                .withConstraints(List.of("units2 <= units1", "a + b <= 1")));
        Point broken = space.encode(Configuration.of(Map.of("units1", 100, "units2", 110, "a", 0.6, "b", 0.5)));
        RandomGenerator random = new SplittableRandom(1);

        for (int i = 0; i < 50; i++) {
            // when
            Point repaired = space.repaired(broken, random);

            // then
            assertThat(space.allows(broken)).isFalse();
            assertThat(space.allows(repaired)).isTrue();
            Configuration values = space.decode(repaired);
            assertThat(values.number("units1")).isBetween(50.0, 160.0);
            assertThat(values.number("units2")).isBetween(50.0, 160.0);
            assertThat(values.number("a")).isBetween(0.4, 0.7);
            assertThat(values.number("b")).isBetween(0.3, 0.6);
        }
    }

    @Test
    void shouldLeaveAllowedPointsAlone() {
        ModelSpace space = ModelSpace.of(
                SearchSpace.of(new Parameter("a", new Uniform(0, 1)), new Parameter("b", new Uniform(0, 1)))
                        .withConstraints(List.of("a <= b")));
        Point allowed = space.encode(Configuration.of(Map.of("a", 0.1, "b", 0.2)));

        assertThat(space.repaired(allowed, new SplittableRandom(1))).isSameAs(allowed);
    }

    @Test
    void shouldOfferOnlyWhatConstraintsAllow() {
        ModelSpace space = ModelSpace.of(
                SearchSpace.of(new Parameter("a", new RandInt(0, 4)), new Parameter("b", new RandInt(0, 4)))
                        .withConstraints(List.of("a < b")));
        SeenPoints seen = SeenPoints.none(space);
        RandomGenerator random = new SplittableRandom(1);

        for (int i = 0; i < 6; i++) {
            Point point = seen.sampleUnseen(random).orElseThrow();
            assertThat(space.allows(point)).isTrue();
            assertThat(seen.contains(point)).isFalse();
            seen.add(point);
        }
        assertThat(seen.sampleUnseen(random)).isEmpty();
    }
}
