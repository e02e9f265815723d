package io.trialog.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExperimentIdTest {

    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{1,32}");

    @Test
    void shouldTakeLettersDigitsAndTwoSignsOnly() {
        for (char c = 0; c < Character.MAX_VALUE; c++) {
            String text = "e" + c;

            assertThat(ExperimentId.isValid(text))
                    .as("U+%04x", (int) c)
                    .isEqualTo(SHAPE.matcher(text).matches());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"e", "-", "q3kx9abd", "abcdefghijklmnopqrstuvwxyz_01234"})
    void shouldBeOf1To32Characters(String value) {
        assertThat(new ExperimentId(value)).hasToString(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "e\n", "abcdefghijklmnopqrstuvwxyz_012345"})
    void shouldRefuseAnythingElse(String value) {
        assertThatThrownBy(() -> new ExperimentId(value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("experiment id: \"" + value + "\" (expected: 1 to 32 letters, digits, _ and -)");
    }
}
