package io.trialog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeReaderTest {

    /** 13:30 in Paris. */
    private static final Instant NOW = Instant.parse("2026-11-27T12:30:00Z");

    private final TimeReader times = new TimeReader(NOW, ZoneId.of("Europe/Paris"));

    @ParameterizedTest
    @CsvSource({
        "2026-11-27T10:00:00Z, 2026-11-27T10:00:00Z",
        "2026-11-27T10:00:00.123456789Z, 2026-11-27T10:00:00.123456789Z",
        "2026-11-27T10:00+05:00, 2026-11-27T05:00:00Z",
        "2026-11-27T10:00, 2026-11-27T09:00:00Z",
        "2026-11-27 10:00:05, 2026-11-27T09:00:05Z",
        "2026-07-01T10:00, 2026-07-01T08:00:00Z",
        "2026-11-27, 2026-11-26T23:00:00Z",
        "13:30, 2026-11-27T12:30:00Z",
        "13:31, 2026-11-26T12:31:00Z",
        "90s, 2026-11-27T12:28:30Z",
        "10m, 2026-11-27T12:20:00Z",
        "2h, 2026-11-27T10:30:00Z",
        "1d12h, 2026-11-26T00:30:00Z",
        "1d1h1m1s, 2026-11-26T11:28:59Z",
    })
    void shouldReadWhatPeopleType(String text, Instant expected) {
        assertThat(times.read(text)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "10", "m", "-10m", "10 m", "25:00", "2026-13-01", "12h1d", "9999999h"})
    void shouldRefuseTheRest(String text) {
        assertThat(times.read(text)).isEmpty();
    }

    @Test
    void shouldTakeATimeOfDayAsTheLastOneAlsoAcrossAChangeOfTheClock() {
        TimeReader monday =
                new TimeReader(Instant.parse("2026-10-26T08:00:00Z"), ZoneId.of("Europe/Paris")); // 9:00, winter

        assertThat(monday.read("23:00")).contains(Instant.parse("2026-10-25T22:00:00Z"));
        assertThat(monday.read("08:59")).contains(Instant.parse("2026-10-26T07:59:00Z"));
    }
}
