package io.trialog.tuners.curve;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordingTest {

    @Test
    void shouldWriteNumbersAsPeopleReadThem() {
        assertThat(Wording.number(0.71234)).isEqualTo("0.7123");
        assertThat(Wording.number(50)).isEqualTo("50");
        assertThat(Wording.number(-123456)).isEqualTo("-123500");
        assertThat(Wording.number(1.2e9)).isEqualTo("1.2E+9");
        assertThat(Wording.number(3e-12)).isEqualTo("3E-12");
        assertThat(Wording.number(0)).isEqualTo("0");
        assertThat(Wording.number(Double.NaN)).isEqualTo("NaN");
    }

    @Test
    void shouldCountTrials() {
        assertThat(Wording.trials(1)).isEqualTo("1 trial");
        assertThat(Wording.trials(9)).isEqualTo("9 trials");
    }
}
