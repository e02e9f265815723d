package io.trialog.benchmarks.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.benchmarks.ScratchDirectory;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The whole harness at its smallest, so that it cannot rot. Says nothing about sizes. */
class MemoryUseTest {

    @Test
    void shouldMeasureServers() throws Exception {
        // given
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        // when
        try (ScratchDirectory scratch = ScratchDirectory.create()) {
            new MemoryUse(20, 10, null, new PrintStream(printed, true, StandardCharsets.UTF_8)).run(scratch.path());
        }
        // then
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .containsPattern("2 trials with 10 reports each +[0-9.]+ +[0-9.]+")
                .containsPattern("bytes for each trial +[-0-9,]+ +[-0-9,]+");
    }
}
