package io.trialog.adapter.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.trialog.spi.space.Choice;
import io.trialog.spi.space.Distribution;
import io.trialog.spi.space.LogNormal;
import io.trialog.spi.space.LogRandInt;
import io.trialog.spi.space.LogUniform;
import io.trialog.spi.space.Normal;
import io.trialog.spi.space.Ordinal;
import io.trialog.spi.space.Parameter;
import io.trialog.spi.space.QLogUniform;
import io.trialog.spi.space.QUniform;
import io.trialog.spi.space.RandInt;
import io.trialog.spi.space.SearchSpace;
import io.trialog.spi.space.Uniform;
import io.trialog.tuners.space.ModelSpace;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarginalAxisTest {

    private static MarginalAxis axis(Distribution distribution, int count) {
        ModelSpace space = ModelSpace.of(SearchSpace.of(new Parameter("p", distribution)));
        return MarginalAxis.of(space.parameters().get(0), space.dimensions().get(0), count);
    }

    private static double[] numbers(MarginalAxis axis) {
        assertThat(axis.isNumeric()).isTrue();
        return axis.values().stream()
                .mapToDouble(value -> ((Number) value).doubleValue())
                .toArray();
    }

    @Test
    void shouldBeEvenOnTheScaleOfTheParameter() {
        assertThat(numbers(axis(new Uniform(-1, 3), 5))).containsExactly(-1, 0, 1, 2, 3);
        assertThat(numbers(axis(new LogUniform(1e-4, 1), 5)))
                .containsExactly(new double[] {1e-4, 1e-3, 1e-2, 0.1, 1}, within(1e-12));
        assertThat(axis(new LogUniform(1e-4, 1), 5).asArray())
                .containsExactly(new double[] {0, 0.25, 0.5, 0.75, 1}, within(1e-9));
    }

    @Test
    void shouldHaveOnlyValuesThatTrialsCanHave() {
        assertThat(numbers(axis(new RandInt(2, 6), 60))).containsExactly(2, 3, 4, 5);
        assertThat(numbers(axis(new QUniform(0, 1, 0.25), 60))).containsExactly(0, 0.25, 0.5, 0.75, 1);
        assertThat(numbers(axis(new LogRandInt(1, 1000), 4)))
                .startsWith(1)
                .endsWith(999)
                .hasSize(4);
        assertThat(numbers(axis(new QLogUniform(1, 100, 10), 60))).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void shouldLeaveTheTailsOut() {
        double[] normal = numbers(axis(new Normal(10, 2), 41));
        assertThat(normal[0]).isEqualTo(10 - 2 * 2.576, within(0.01));
        assertThat(normal[20]).isEqualTo(10, within(1e-9));
        double[] logNormal = numbers(axis(new LogNormal(0, 1), 41));
        assertThat(logNormal[20]).isEqualTo(1, within(1e-9));
        assertThat(logNormal[40]).isEqualTo(Math.exp(2.576), within(0.05));
    }

    @Test
    void shouldHaveAllOptions() {
        MarginalAxis choice = axis(new Choice(Arrays.asList("a", 3L, null)), 2);
        assertThat(choice.isNumeric()).isFalse();
        assertThat(choice.values()).containsExactly("a", 3L, null);
        assertThat(choice.asArray()).containsExactly(0, 1, 2);
        MarginalAxis ordinal = axis(new Ordinal(List.of("small", "large")), 60);
        assertThat(ordinal.isNumeric()).isFalse();
        assertThat(ordinal.asArray()).containsExactly(new double[] {0.25, 0.75}, within(1e-9));
        assertThat(numbers(axis(new Ordinal(List.of(16L, 64L, 256L)), 60))).containsExactly(16, 64, 256);
    }
}
