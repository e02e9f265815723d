package io.trialog.adapter.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.fixtures.Seed;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstantTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-03-01T09:30:00Z",
                "2026-03-01T09:30:00.5Z",
                "2026-03-01T09:30:00.123456789Z",
                "2026-03-01T09:30:00.000000001Z",
                "2024-02-29T23:59:59Z",
                "0000-01-01T00:00:00Z",
                "9999-12-31T23:59:59.999999999Z",
                "1969-12-31T23:59:59.999Z",
                "2026-03-01T24:00:00Z",
                "2026-03-01T23:59:60Z",
                "+12026-03-01T09:30:00Z",
                "-0001-03-01T09:30:00Z",
                "2026-03-01T09:30:00+02:00"
            })
    void shouldReadWhatTheFormatterReads(String text) {
        assertThat(InstantText.parse(text)).isEqualTo(Instant.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1000000000-01-01T00:00:00Z",
                "-0001-12-31T23:59:59.999999999Z",
                "0000-01-01T00:00:00Z",
                "0000-02-29T12:00:00.000001Z",
                "1969-12-31T23:59:59.999Z",
                "1970-01-01T00:00:00Z",
                "2024-02-29T23:59:59.100Z",
                "2026-03-01T09:30:00.000000001Z",
                "2026-03-01T09:30:00.120Z",
                "2026-03-01T09:30:00.000120Z",
                "9999-12-31T23:59:59.999999999Z",
                "+10000-01-01T00:00:00Z",
                "+1000000000-12-31T23:59:59.999999999Z"
            })
    void shouldWriteWhatTheFormatterWrites(String text) {
        assertThat(InstantText.format(Instant.parse(text))).isEqualTo(text);
    }

    @Test
    void shouldWriteRandomInstantsAsTheFormatterDoesAndReadThemBack() {
        Random random = Seed.random(InstantTextTest.class);
        for (int i = 0; i < 20_000; i++) {
            // given: years -1199 to 11476, and every number of digits
            long seconds = random.nextLong(-100_000_000_000L, 300_000_000_000L);
            int unit = List.of(1, 1_000, 1_000_000, 1_000_000_000).get(random.nextInt(4));
            Instant instant = Instant.ofEpochSecond(seconds, random.nextInt(1_000_000_000) / unit * (long) unit);

            // when
            String text = InstantText.format(instant);

            // then
            assertThat(text).isEqualTo(instant.toString());
            assertThat(InstantText.parse(text)).isEqualTo(instant);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Z",
                "yesterday",
                "2026-03-01",
                "2026-03-01T09:30:00",
                "2026-02-30T09:30:00Z",
                "2026-13-01T09:30:00Z",
                "2026-03-01T25:30:00Z",
                "2026-03-01T09:60:00Z",
                "2026-03-01T09:30:00.1234567890Z",
                "2026-03-01T09:30:00.12x4Z",
                "2026-03-01 09:30:00Z",
                "\u0662\u0660\u0662\u0666-03-01T09:30:00Z"
            })
    void shouldRefuseAnythingElse(String text) {
        assertThatThrownBy(() -> InstantText.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("\"" + text + "\" (expected: an instant such as 2026-03-01T09:30:00Z)");
    }
}
