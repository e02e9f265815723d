package io.trialog.adapter.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.fixtures.Seed;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecentTextsTest {

    private final RecentTexts texts = new RecentTexts();

    @ParameterizedTest
    @ValueSource(strings = {"", "default", "abcdefghijklmnopqrstuvwxyz012345"})
    void shouldFindTheSameObjectWhereverItsBytesAre(String text) {
        // given
        byte[] bytes = text.getBytes(UTF_8);
        texts.keep(text, bytes, 0, bytes.length);

        // when
        byte[] elsewhere = ("x" + text + "y").getBytes(UTF_8);

        // then
        assertThat(texts.find(elsewhere, 1, bytes.length)).isSameAs(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gr\u00f6\u00dfe", "\u6f22", "abcdefghijklmnopqrstuvwxyz0123456"})
    void shouldNotFindWhatIsLongOrNotAscii(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        texts.keep(text, bytes, 0, bytes.length);

        assertThat(texts.find(bytes, 0, bytes.length)).isNull();
    }

    @Test
    void shouldNeverFindAnotherText() {
        // given: many more texts than are kept, of bytes that may be no text
        Random random = Seed.random(RecentTextsTest.class);
        int found = 0;
        for (int i = 0; i < 50_000; i++) {
            byte[] bytes = new byte[random.nextInt(4)];
            random.nextBytes(bytes);
            String text = new String(bytes, UTF_8);

            // when
            String recent = texts.find(bytes, 0, bytes.length);

            // then
            if (recent != null) {
                assertThat(recent).isEqualTo(text);
                found++;
            }
            texts.keep(text, bytes, 0, bytes.length);
        }
        assertThat(found).isPositive();
    }
}
