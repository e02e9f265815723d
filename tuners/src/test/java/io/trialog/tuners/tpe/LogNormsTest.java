package io.trialog.tuners.tpe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogNormsTest {

    @ParameterizedTest
    @ValueSource(doubles = {0.03, 0.05, 0.1, 0.2})
    void shouldGiveTheSameFromATable(double deviation) {
        LogNorms few = new LogNorms(deviation, 10);
        LogNorms many = new LogNorms(deviation, 1000);

        for (int i = 0; i <= 3000; i++) {
            assertThat(many.at(i / 3000.0)).isCloseTo(few.at(i / 3000.0), within(1e-4));
        }
    }
}
