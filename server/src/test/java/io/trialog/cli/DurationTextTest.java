package io.trialog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationTextTest {

    @ParameterizedTest
    @CsvSource({
        "PT-5S, 0.0 s, 0:00",
        "PT0S, 0.0 s, 0:00",
        "PT0.449S, 0.4 s, 0:00",
        "PT9.94S, 9.9 s, 0:09",
        "PT10.4S, 10 s, 0:10",
        "PT59.4S, 59 s, 0:59",
        "PT59.6S, 1 min, 0:59",
        "PT62S, 1 min 2 s, 1:02",
        "PT59M59.7S, 1 h, 59:59",
        "PT2H5M59S, 2 h 5 min, 2:05:59",
        "PT24H, 1 d, 24:00:00",
        "PT76H30M, 3 d 4 h, 76:30:00",
    })
    void shouldShowTheTwoLargestUnits(Duration duration, String text, String clock) {
        assertThat(DurationText.of(duration)).isEqualTo(text);
        assertThat(DurationText.clock(duration)).isEqualTo(clock);
    }
}
