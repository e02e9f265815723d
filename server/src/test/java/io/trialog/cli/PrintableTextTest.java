package io.trialog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a b",
                "\u001b[1;31ma b\u001b[0m",
                " a\r\n\tb ",
                "a\u0000\u0007b",
                "\u001b[2J\u001b[Ha b",
                "a\u202eb",
                "a b\u001b",
            })
    void shouldLeaveNothingThatMovesACursor(String text) {
        assertThat(PrintableText.of(text)).isEqualTo("a b");
    }

    @Test
    void shouldCutBetweenCharacters() {
        assertThat(PrintableText.of("häuser", 6)).isEqualTo("häuser");
        assertThat(PrintableText.of("häuser!", 6)).isEqualTo("häu...");
        assertThat(PrintableText.of("\ud83d\ude00\ud83d\ude00\ud83d\ude00\ud83d\ude00\ud83d\ude00", 4))
                .isEqualTo("\ud83d\ude00...");
    }
}
