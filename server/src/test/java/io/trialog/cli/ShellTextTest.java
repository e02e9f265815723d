package io.trialog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShellTextTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "/data/trialog-1, /data/trialog-1",
                "my data, 'my data'",
                "it's, 'it'\\''s'",
                "$HOME, '$HOME'",
                "\"\", ''",
            })
    void shouldQuoteWhatAShellWouldRead(String word, String quoted) {
        assertThat(ShellText.quoted(word)).isEqualTo(quoted);
    }
}
