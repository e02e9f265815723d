package io.trialog.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.fixtures.Seed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputPartTest {

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void setUp() {
        file = folder.resolve("stdout");
    }

    private void append(byte[] bytes) throws IOException {
        Files.write(file, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private void append(String text) throws IOException {
        append(text.getBytes(StandardCharsets.UTF_8));
    }

    @Nested
    class TheEnd {

        @Test
        void shouldBeAllOfAShortFile() throws IOException {
            append("one\ntwo");
            assertThat(OutputPart.last(file, 100)).isEqualTo(new OutputPart(7, 0, 7, "one\ntwo"));
            assertThat(OutputPart.last(file, 7)).isEqualTo(new OutputPart(7, 0, 7, "one\ntwo"));
        }

        @Test
        void shouldBeNothingOfAnEmptyFile() throws IOException {
            append("");
            assertThat(OutputPart.last(file, 100)).isEqualTo(new OutputPart(0, 0, 0, ""));
        }

        @Test
        void shouldBeginAtALine() throws IOException {
            append("first\nsecond\nthird\n");
            assertThat(OutputPart.last(file, 9)).isEqualTo(new OutputPart(19, 13, 19, "third\n"));
            assertThat(OutputPart.last(file, 13)).isEqualTo(new OutputPart(19, 6, 19, "second\nthird\n"));
        }

        @Test
        void shouldBeginAnywhereInALineThatIsTooLong() throws IOException {
            append("0123456789\n");
            assertThat(OutputPart.last(file, 5)).isEqualTo(new OutputPart(11, 6, 11, "6789\n"));
            append("0123456789");
            assertThat(OutputPart.last(file, 5)).isEqualTo(new OutputPart(21, 16, 21, "56789"));
        }

        @Test
        void shouldBeginAtACharacter() throws IOException {
            append("ééééé");
            assertThat(OutputPart.last(file, 5)).isEqualTo(new OutputPart(10, 6, 10, "éé"));
        }
    }

    @Nested
    class WhatFollows {

        @Test
        void shouldBeWhatCameSince() throws IOException {
            // given
            append("epoch 1\n");
            OutputPart before = OutputPart.last(file, 100);
            assertThat(OutputPart.from(file, before.next(), 100)).isEqualTo(new OutputPart(8, 8, 8, ""));
            // when
            append("epoch 2\n");
            // then
            assertThat(OutputPart.from(file, before.next(), 100)).isEqualTo(new OutputPart(16, 8, 16, "epoch 2\n"));
        }

        @Test
        void shouldWaitForTheRestOfACharacter() throws IOException {
            // given
            byte[] snowman = "\u2603".getBytes(StandardCharsets.UTF_8);
            append("a");
            append(Arrays.copyOf(snowman, 2));
            // when
            OutputPart before = OutputPart.last(file, 100);
            append(Arrays.copyOfRange(snowman, 2, 3));
            // then
            assertThat(before).isEqualTo(new OutputPart(3, 0, 1, "a"));
            assertThat(OutputPart.from(file, before.next(), 100)).isEqualTo(new OutputPart(4, 1, 4, "\u2603"));
        }

        @Test
        void shouldShowWhatIsNoText() throws IOException {
            append(new byte[] {'a', (byte) 0xFF, (byte) 0x80, 'b', (byte) 0xC0});
            assertThat(OutputPart.from(file, 0, 100)).isEqualTo(new OutputPart(5, 0, 5, "a\uFFFD\uFFFDb\uFFFD"));
        }

        @Test
        void shouldBeNothingBehindTheEnd() throws IOException {
            append("short");
            assertThat(OutputPart.from(file, 1000, 100)).isEqualTo(new OutputPart(5, 5, 5, ""));
        }

        @Test
        void shouldPutAnyTextTogetherFromParts() throws IOException {
            Random random = Seed.random(OutputPartTest.class);
            // given
            ByteArrayOutputStream written = new ByteArrayOutputStream();
            StringBuilder followed = new StringBuilder();
            String alphabet = "a\né\u2603\uD83D\uDE00"; // of 1, 1, 2, 3 and 4 bytes
            append("");
            long next = 0;
            for (int round = 0; round < 300; round++) {
                int character = alphabet.codePointAt(alphabet.offsetByCodePoints(0, random.nextInt(5)));
                written.write(Character.toString(character).getBytes(StandardCharsets.UTF_8));
                int size = (int) Files.size(file);
                int more = random.nextInt(written.size() - size + 1);
                append(Arrays.copyOfRange(written.toByteArray(), size, size + more));
                // when
                OutputPart part = OutputPart.from(file, next, OutputPart.MIN_BYTES + random.nextInt(8));
                assertThat(part.from()).isEqualTo(next);
                followed.append(part.text());
                next = part.next();
            }
            append(Arrays.copyOfRange(written.toByteArray(), (int) Files.size(file), written.size()));
            while (next < written.size()) {
                OutputPart part = OutputPart.from(file, next, OutputPart.MIN_BYTES);
                followed.append(part.text());
                next = part.next();
            }
            // then
            assertThat(followed).hasToString(written.toString(StandardCharsets.UTF_8));
        }
    }

    @Test
    void shouldReadNoOtherFile() throws IOException {
        Files.writeString(folder.resolve("secret"), "secret");
        Files.createSymbolicLink(file, folder.resolve("secret"));
        assertThatThrownBy(() -> OutputPart.last(file, 100)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> OutputPart.from(folder.resolve("missing"), 0, 100))
                .isInstanceOf(NoSuchFileException.class);
    }
}
