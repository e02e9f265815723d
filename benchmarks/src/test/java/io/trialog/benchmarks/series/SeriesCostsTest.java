package io.trialog.benchmarks.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.benchmarks.ScratchDirectory;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The whole harness at its smallest, so that it cannot rot. Says nothing about times. */
class SeriesCostsTest {

    @Test
    void shouldMeasureEverything() {
        // given
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        // when
        try (ScratchDirectory scratch = ScratchDirectory.create()) {
            new SeriesCosts(2000, 100, 4, new PrintStream(printed, true, StandardCharsets.UTF_8)).run(scratch.path());
        }
        // then
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .containsPattern("the projection: read, folded, written +[0-9.]+ +[0-9,]+")
                .containsPattern("the projection in a server: handed over, folded, written +[0-9.]+ +[0-9,]+")
                .containsPattern("100 points of a curve of 2,000 +[0-9,]+ +[0-9,]+")
                .containsPattern("100 points each of 200 curves +[0-9,]+ +[0-9,]+");
    }
}
