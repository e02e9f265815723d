package io.trialog.projection.selection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FirstDigitsTest {

    private static boolean begin(String text, double number) {
        return Objects.requireNonNull(FirstDigits.parse(text)).begin(number);
    }

    @ParameterizedTest
    @CsvSource({
        "0.01, 0.01",
        "0.01, 0.0123",
        "0.01, -0.0123",
        "16, 16",
        "16, 16.5",
        "16, 160",
        "16, 1699999",
        "1., 1.5",
        "0, 0.3",
        "0, 0",
        ".5, 0.51",
        "1e-5, 0.000012",
        "-3, -31",
        "0.3, 0.3",
        "0.1, 0.1"
    })
    void shouldBegin(String text, double number) {
        assertThat(begin(text, number)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "0.01, 0.02",
        "0.01, 0.1",
        "16, 17",
        "16, 1.6",
        "16, 1700",
        "1., 15",
        "0, 1",
        "-3, 31",
        "1e-5, 0.00012",
        "3, NaN",
        "3, Infinity"
    })
    void shouldNotBegin(String text, double number) {
        assertThat(begin(text, number)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", ".", "lr", "1e", "1e9999", "0x10", "1 2", "+1"})
    void shouldBeOfNumbersOnly(String text) {
        assertThat(FirstDigits.parse(text)).isNull();
    }

    @Test
    void shouldEndAlsoForTheGreatest() {
        assertThat(begin("1", Double.MAX_VALUE)).isTrue();
        assertThat(begin("2", Double.MAX_VALUE)).isFalse();
    }
}
