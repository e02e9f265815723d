package io.trialog.spi.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChoiceTest {

    @Test
    void shouldFindOptionsByValue() {
        Choice choice = new Choice(Arrays.asList("1", 1, 2.5, true, null, List.of(1), Map.of("a", 1)));

        assertThat(choice.indexOf("1")).isZero();
        assertThat(choice.indexOf(1.0)).isEqualTo(1);
        assertThat(choice.indexOf(2.5f)).isEqualTo(2);
        assertThat(choice.indexOf(true)).isEqualTo(3);
        assertThat(choice.indexOf(null)).isEqualTo(4);
        assertThat(choice.indexOf(List.of(1))).isEqualTo(5);
        assertThat(choice.indexOf(Map.of("a", 1))).isEqualTo(6);
        assertThat(choice.indexOf("other")).isEqualTo(-1);
        assertThat(choice.check("other")).hasSize(1);
    }

    @Test
    void shouldSampleEveryOption() {
        Choice choice = new Choice(List.of("a", "b", "c"));
        Set<Object> sampled = new HashSet<>();

        Seeded.random(random -> sampled.add(choice.sample(random)));

        assertThat(sampled).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void shouldRefuseNoOptionsAndEqualOptions() {
        assertThatThrownBy(() -> new Choice(List.of())).hasMessageContaining("at least one option");
        assertThatThrownBy(() -> new Choice(List.of(1, 1L))).hasMessageContaining("every option once");
    }
}
