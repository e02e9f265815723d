package io.trialog.spi.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class ConfigurationTest {

    @Test
    void shouldHoldWhatJsonHas() {
        // given
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("text", "a");
        values.put("flag", true);
        values.put("nothing", null);
        values.put("whole", 3);
        values.put("fraction", 0.5f);
        values.put("list", List.of(1, "b"));
        values.put("map", Map.of("k", (short) 2));

        // when
        Configuration configuration = Configuration.of(values);

        // then
        assertThat(configuration.values().keySet()).containsExactlyElementsOf(values.keySet());
        assertThat(configuration.value("whole")).isEqualTo(3L);
        assertThat(configuration.value("fraction")).isEqualTo(0.5);
        assertThat(configuration.value("list")).isEqualTo(List.of(1L, "b"));
        assertThat(configuration.value("map")).isEqualTo(Map.of("k", 2L));
        assertThat(configuration.value("nothing")).isNull();
    }

    @Test
    void shouldRefuseWhatJsonDoesNotHave() {
        assertThatThrownBy(() -> Configuration.of(Map.of("x", new StringBuilder("no"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("StringBuilder");
    }

    @Test
    @SuppressWarnings("unchecked")
    void shouldBeImmutableAllTheWayDown() {
        // given
        List<Object> list = new ArrayList<>(List.of(1));
        Map<String, Object> inner = new LinkedHashMap<>(Map.of("list", list));
        Map<String, Object> values = new LinkedHashMap<>(Map.of("inner", inner));
        Configuration configuration = Configuration.of(values);

        // when
        list.add(2);
        inner.put("more", 1);
        values.put("more", 1);

        // then
        assertThat(configuration).isEqualTo(Configuration.of(Map.of("inner", Map.of("list", List.of(1)))));
        assertThatThrownBy(() -> configuration.values().put("x", 1)).isInstanceOf(UnsupportedOperationException.class);
        Map<String, Object> seen = (Map<String, Object>) configuration.value("inner");
        assertThatThrownBy(() -> seen.put("x", 1)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> ((List<Object>) seen.get("list")).add(1))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void shouldGiveNumbersAndNestedValues() {
        Configuration configuration =
                Configuration.of(Map.of("x", 2, "opt", Map.of("_name", "sgd", "momentum", 0.9), "name", "a"));

        assertThat(configuration.number("x")).isEqualTo(2.0);
        assertThat(configuration.nested("opt").number("momentum")).isEqualTo(0.9);
        assertThat(configuration.has("y")).isFalse();
        assertThatThrownBy(() -> configuration.number("name"))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessage("name: a (expected: a number)");
        assertThatThrownBy(() -> configuration.value("y")).hasMessageContaining("y: no value");
        assertThatThrownBy(() -> configuration.nested("x")).hasMessageContaining("expected: a nested choice");
    }

    @Test
    void shouldBeEqualWhateverTheWidthOfItsNumbers() {
        assertThat(Configuration.of(Map.of("x", 1)))
                .isEqualTo(Configuration.of(Map.of("x", 1L)))
                .hasSameHashCodeAs(Configuration.of(Map.of("x", 1L)));
    }
}
