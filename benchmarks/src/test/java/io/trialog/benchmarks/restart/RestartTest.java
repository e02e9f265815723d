package io.trialog.benchmarks.restart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.benchmarks.ScratchDirectory;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The whole harness at its smallest, so that it cannot rot. Says nothing about times. */
class RestartTest {

    @Test
    void shouldStartServersWithAndWithoutSnapshots() throws Exception {
        // given
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        // when
        try (ScratchDirectory scratch = ScratchDirectory.create()) {
            new Restart(new RestartPlan(2000, 10, 1, null), new PrintStream(printed, true, StandardCharsets.UTF_8))
                    .run(scratch.path());
        }
        // then
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("events of 10 trials")
                .containsPattern("bare scan, a process +[0-9.]+ +[0-9,]+")
                .containsPattern("start without a snapshot +[0-9.]+ +[0-9,]+")
                .containsPattern("start with a snapshot, \\d+ MB +[0-9.]+");
    }

    @Test
    void shouldReadItsArguments() {
        assertThat(RestartPlan.read()).isEqualTo(RestartPlan.DEFAULT);
        assertThat(RestartPlan.read("--events", "5000", "--trials", "7", "--starts", "2"))
                .isEqualTo(new RestartPlan(5000, 7, 2, null));
        assertThatThrownBy(() -> RestartPlan.read("--events", "0", "--jar", "nowhere", "--fast"))
                .hasMessageContaining("--events: 0 (expected: a number from 1 to 1000000000)")
                .hasMessageContaining("--jar: nowhere (expected: a file)")
                .hasMessageContaining("--fast: unknown (expected: --events, --trials, --starts, --jar or --help)");
    }
}
