package io.trialog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConfigurationTextTest {

    @Test
    void shouldFlattenNestedChoices() {
        Map<String, @Nullable Object> layer = new LinkedHashMap<>();
        layer.put("_name", "conv");
        layer.put("units", 64L);
        Map<String, @Nullable Object> configuration = new LinkedHashMap<>();
        configuration.put("lr", 0.0123456789);
        configuration.put("layer", layer);
        configuration.put("shape", Arrays.asList(1L, 2.5, null));
        configuration.put("bias", null);

        assertThat(ConfigurationText.line(configuration))
                .isEqualTo("lr=0.0123457 layer=conv layer.units=64 shape=[1,2.5,null] bias=null");
        assertThat(ConfigurationText.cells(configuration).keySet())
                .containsExactly("lr", "layer", "layer.units", "shape", "bias");
    }

    @Test
    void shouldCutLongValues() {
        assertThat(ConfigurationText.line(Map.of("text", "x".repeat(50)))).isEqualTo("text=" + "x".repeat(37) + "...");
        assertThat(ConfigurationText.line(Map.of("list", List.of("a\nb")))).isEqualTo("list=[a b]");
    }
}
