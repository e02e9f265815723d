package io.trialog.trainingservice.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTailTest {

    @TempDir
    private Path directory;

    @Test
    void shouldReadAShortFileWhole() throws IOException {
        assertThat(FileTail.of(file("one\ntwo\n"))).isEqualTo("one\ntwo");
    }

    @Test
    void shouldReadTheLastLinesOfALongFile() throws IOException {
        String tail = FileTail.of(file("a line of forty characters, no more.....\n".repeat(1000) + "the reason\n"));

        assertThat(tail).startsWith("a line of").endsWith("\nthe reason").hasSizeBetween(1900, 2048);
    }

    @Test
    void shouldReadTheEndOfOneLongLine() throws IOException {
        assertThat(FileTail.of(file("x".repeat(10_000) + "!\n")))
                .endsWith("xx!")
                .hasSize(2047);
    }

    @Test
    void shouldBearWhatIsNotText() throws IOException {
        Path file = Files.write(directory.resolve("stderr"), new byte[] {(byte) 0xff, 'a', (byte) 0xc3});

        assertThat(FileTail.of(file)).contains("a");
    }

    @Test
    void shouldBeEmptyWithoutFile() {
        assertThat(FileTail.of(directory.resolve("none"))).isEmpty();
    }

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("stderr"), text);
    }
}
