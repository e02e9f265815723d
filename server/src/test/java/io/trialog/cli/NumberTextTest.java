package io.trialog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberTextTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, 0",
        "64, 64",
        "0.1, 0.1",
        "-0.98236775818, -0.982368",
        "123456789, 123457000",
        "1234567890, 1.23457e+09",
        "0.000123, 0.000123",
        "0.0000123, 1.23e-05",
        "9.9999999e-5, 0.0001",
        "4.9e-324, 4.94066e-324",
        "1.7976931348623157e308, 1.79769e+308",
        "NaN, NaN",
        "-Infinity, -Infinity",
    })
    void shouldKeepSixDigits(double value, String text) {
        assertThat(NumberText.of(value)).isEqualTo(text);
    }

    @Test
    void shouldShowSigns() {
        assertThat(NumberText.signed(0.05123, 3)).isEqualTo("+0.0512");
        assertThat(NumberText.signed(-0.05123, 3)).isEqualTo("-0.0512");
        assertThat(NumberText.signed(0, 3)).isEqualTo("0");
    }
}
