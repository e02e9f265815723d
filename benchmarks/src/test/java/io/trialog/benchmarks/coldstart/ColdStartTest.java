package io.trialog.benchmarks.coldstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.benchmarks.ScratchDirectory;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The whole harness at its smallest, so that it cannot rot. Says nothing about times. */
class ColdStartTest {

    @Test
    void shouldStartServersWithSeveralOptions() throws Exception {
        // given
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        // when
        try (ScratchDirectory scratch = ScratchDirectory.create()) {
            new ColdStart(new ColdStartPlan(1, 1, null), new PrintStream(printed, true, StandardCharsets.UTF_8))
                    .run(scratch.path());
        }
        // then
        String times = " +[0-9]+\\.[0-9]+ +[0-9]+\\.[0-9]+";
        String memory = " +([0-9]+|NaN) +([0-9]+|NaN)\\R";
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .containsPattern("java -version, to its end" + times + "\\R")
                .containsPattern("bare Vert.x, the launcher's options" + times + memory)
                .containsPattern("trialog, no options" + times + memory)
                .containsPattern("trialog, the launcher's options" + times + memory)
                .containsPattern("  without the JDK's class archive" + times + memory);
    }

    @Test
    void shouldReadItsArguments() {
        assertThat(ColdStartPlan.read()).isEqualTo(ColdStartPlan.DEFAULT);
        assertThat(ColdStartPlan.read("--starts", "2", "--idle", "10")).isEqualTo(new ColdStartPlan(2, 10, null));
    }
}
