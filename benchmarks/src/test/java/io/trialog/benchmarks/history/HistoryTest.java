package io.trialog.benchmarks.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.benchmarks.ScratchDirectory;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** The whole harness at its smallest, so that it cannot rot. Says nothing about times. */
class HistoryTest {

    @Test
    void shouldMeasureAsksTellsPagesAndViewersAsTheHistoryGrows() throws Exception {
        // given
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        // when
        try (ScratchDirectory scratch = ScratchDirectory.create()) {
            new History(new HistoryPlan(20, 2, 3, 2, null), new PrintStream(printed, true, StandardCharsets.UTF_8))
                    .run(scratch.path());
        }
        // then
        String numbers = "( +[0-9]+\\.[0-9]+){3} +[0-9]+\\.[0-9]x";
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .containsPattern("\\Rask" + numbers)
                .containsPattern("\\Rtell" + numbers)
                .containsPattern("\\Rtell until 3 viewers have it" + numbers)
                .containsPattern("\\Rpage sorted by pareto, last" + numbers)
                .containsPattern("\\Rpage with a number somewhere" + numbers)
                .containsPattern("\\Rcolumns of 100,000 at most" + numbers);
        assertThat(Files.readString(ScratchDirectory.target().resolve("history.json")))
                .contains("\"ask\"");
    }

    @Test
    void shouldReadItsArguments() {
        assertThat(HistoryPlan.read()).isEqualTo(HistoryPlan.DEFAULT);
        assertThat(HistoryPlan.read("--trials", "1", "--rounds", "2", "--viewers", "3", "--workers", "4"))
                .isEqualTo(new HistoryPlan(1, 2, 3, 4, null));
    }
}
