package io.trialog.spi.tuner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParetoTest {

    private final Pareto accuracyAndSize = new Pareto(
            List.of(new Objective("accuracy", Direction.MAXIMIZE), new Objective("size", Direction.MINIMIZE)));

    @Test
    void shouldRespectTheDirectionOfEachObjective() {
        assertThat(accuracyAndSize.dominates(result(0.9, 10), result(0.8, 10))).isTrue();
        assertThat(accuracyAndSize.dominates(result(0.9, 10), result(0.9, 12))).isTrue();
        assertThat(accuracyAndSize.dominates(result(0.9, 12), result(0.8, 10))).isFalse();
        assertThat(accuracyAndSize.losses(result(0.9, 12))).containsExactly(-0.9, 12);
    }

    @Test
    void shouldLeaveIncompleteResultsBehind() {
        // given
        List<Map<String, Double>> results = List.of(
                Map.of("accuracy", 1.0), result(0.9, 10), result(Double.NaN, 1), result(0.8, 12), result(0.7, 3));

        // when, then
        assertThat(accuracyAndSize.front(results)).containsExactly(1, 4);
        assertThat(accuracyAndSize.ranks(results)).containsExactly(2, 0, 2, 1, 0);
        assertThat(accuracyAndSize.isComplete(results.get(0))).isFalse();
        assertThat(accuracyAndSize.isComplete(results.get(1))).isTrue();
    }

    @Test
    void shouldTakeBothZerosForOne() {
        assertThat(accuracyAndSize.front(List.of(result(0.0, 1), result(-0.0, 1))))
                .containsExactly(0, 1);
    }

    @Test
    void shouldKnowTheBestOfOneObjective() {
        Pareto loss = new Pareto(List.of(new Objective("default", Direction.MINIMIZE)));

        assertThat(loss.front(List.of(Map.of("default", 2.0), Map.of("default", 1.0), Map.of("default", 1.0))))
                .containsExactly(1, 2);
    }

    @Test
    void shouldRefuseNoObjective() {
        assertThatThrownBy(() -> new Pareto(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("objectives");
    }

    private static Map<String, Double> result(double accuracy, double size) {
        return Map.of("accuracy", accuracy, "size", size);
    }
}
