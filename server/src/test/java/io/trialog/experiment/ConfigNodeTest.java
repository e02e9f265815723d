package io.trialog.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigNodeTest {

    @Test
    void shouldTakePlainDataAndGiveItBack() {
        // given
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.put("text", "a");
        plain.put("number", 1.5);
        plain.put("flag", true);
        plain.put("nothing", null);
        plain.put("list", Arrays.asList(1L, null, List.of("b")));

        // when
        ConfigNode node = ConfigNode.of(plain);

        // then
        assertThat(node.plain()).isEqualTo(plain);
        assertThat(node.line()).isZero();
    }

    @Test
    void shouldWidenNumbers() {
        assertThat(ConfigNode.of(List.of(1, (short) 2, (byte) 3, 0.5f)).plain()).isEqualTo(List.of(1L, 2L, 3L, 0.5));
    }

    @Test
    void shouldRefuseOtherTypes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfigNode.of(Map.of("a", new StringBuilder())))
                .withMessageContaining("class java.lang.StringBuilder");
    }
}
