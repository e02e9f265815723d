package io.trialog.adapter.insight;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.spi.space.Choice;
import io.trialog.spi.space.NestedChoice;
import io.trialog.spi.space.NestedChoice.Branch;
import io.trialog.spi.space.Parameter;
import io.trialog.spi.space.SearchSpace;
import io.trialog.spi.space.Uniform;
import io.trialog.tuners.space.ModelSpace;
import io.trialog.tuners.space.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class ValueModelTest {

    /** What is called rate is another thing in either branch. */
    private static final SearchSpace SPACE = SearchSpace.of(
            new Parameter(
                    "layer",
                    new NestedChoice(List.of(
                            new Branch("conv", SearchSpace.of(new Parameter("rate", new Uniform(0, 1)))),
                            new Branch("dense", SearchSpace.of(new Parameter("rate", new Uniform(0, 9))))))),
            new Parameter("x", new Uniform(0, 1)),
            new Parameter("kind", new Choice(List.of("a", "b"))));

    private static ValueModel learnt(int count, ToDoubleFunction<double[]> function) {
        SplittableRandom random = new SplittableRandom(1);
        ModelSpace space = ModelSpace.of(SPACE);
        List<Point> points = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Point point = space.sample(random);
            points.add(point);
            values.add(function.applyAsDouble(point.coordinates()));
        }
        return ValueModel.of(new Lessons(SPACE, "loss", points, values));
    }

    @Test
    void shouldAddUpWhatIsCalledTheSame() {
        // when
        ValueModel model = learnt(500, x -> Double.isNaN(x[1]) ? x[2] : x[1]);
        // then
        assertThat(model.names()).containsExactly("layer", "layer/rate", "x", "kind");
        ParameterImportance first = model.parameters().get(0);
        assertThat(first.name()).isEqualTo("layer/rate");
        assertThat(first.importance()).isBetween(0.85, 1.0);
        assertThat(model.pairs())
                .hasSize(6)
                .allSatisfy(pair -> assertThat(pair.importance()).isLessThan(0.1));
        assertThat(model.fit()).isGreaterThan(0.9);
    }

    @Test
    void shouldPutTheStrongestPairFirst() {
        ValueModel model = learnt(1000, x -> (x[3] - 0.5) * (x[4] - 0.5));
        PairImportance first = model.pairs().get(0);
        assertThat(List.of(first.first(), first.second())).containsExactlyInAnyOrder("x", "kind");
        assertThat(first.importance()).isGreaterThan(0.8);
    }

    @Test
    void shouldShowOnlyWhatTrialsCanHaveTogether() {
        ValueModel model = learnt(200, x -> x[3]);
        Marginals both = model.over("layer/rate", "layer").orElseThrow();
        assertThat(both.x().values()).hasSize(40);
        assertThat(both.y()).isNotNull();
        assertThat(both.y().values()).containsExactly("conv");
        assertThat(both.estimates()).hasSize(40);
        assertThat(model.over("x").y()).isNull();
        assertThat(model.over("x").estimates()).hasSize(60);
    }
}
