package io.trialog.benchmarks.turnover;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.benchmarks.ScratchDirectory;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The whole harness at its smallest, so that it cannot rot. Says nothing about times. */
class TurnoverTest {

    @Test
    void shouldRunEveryWorkloadWithAndWithoutTheServer() throws Exception {
        // given
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        // when
        try (ScratchDirectory scratch = ScratchDirectory.create()) {
            new Turnover(new TurnoverPlan(3, 5, 2, 20, null), new PrintStream(printed, true, StandardCharsets.UTF_8))
                    .run(scratch.path());
        }
        // then
        String number = " +-?[0-9]+\\.[0-9]+";
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .containsPattern("bare loop" + number + number + "\\R")
                .containsPattern("trialog" + number + number + "\\R")
                .containsPattern("  until the server has heard of the end" + number + number + "\\R")
                .containsPattern("  until it decides to start the next" + number + number + "\\R")
                .containsPattern("  until that runs" + number + number + "\\R")
                .containsPattern("a new, empty file" + number + number + "\\R")
                .containsPattern("trialog, its first experiment" + number)
                .containsPattern("trialog, 3 trials later" + number)
                .containsPattern("5 trials of 20 ms on 2 slots")
                .containsPattern("ideal +0.06")
                .containsPattern("bare loops" + number + number + "%\\R")
                .containsPattern("trialog" + number + number + "%\\R");
    }

    @Test
    void shouldReadItsArguments() {
        assertThat(TurnoverPlan.read()).isEqualTo(TurnoverPlan.DEFAULT);
        assertThat(TurnoverPlan.read("--turns", "5", "--trials", "6", "--slots", "7", "--run", "8"))
                .isEqualTo(new TurnoverPlan(5, 6, 7, 8, null));
    }
}
