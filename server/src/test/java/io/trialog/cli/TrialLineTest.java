package io.trialog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.cli.BestSoFar.Verdict;
import io.trialog.event.ExperimentId;
import io.trialog.projection.TrialRow;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrialLineTest {

    private final Story story = new Story()
            .created("a")
            .starts("a", 0, Map.of("lr", 0.5))
            .starts("a", 1, Map.of("name", "x".repeat(30)))
            .after(Duration.ofSeconds(83))
            .succeeds("a", 0, 0.25)
            .fails("a", 1, "exit code 1: \u001b[31mno\nsuch module");

    private final TrialLine wide = new TrialLine(Style.PLAIN, Integer.MAX_VALUE);

    @Test
    void shouldStandInColumns() {
        assertThat(wide.of(row(0), new Verdict(true, 0.0125), 99))
                .isEqualTo("#0   succeeded      0.25        best +0.0125 1 min 23 s  lr=0.5");
        assertThat(wide.of(row(1), Verdict.NOT_BEST, 99))
                .isEqualTo("#1   failed         -                        1 min 23 s  exit code 1: no such module  name="
                        + "x".repeat(30));
    }

    @Test
    void shouldCutTheConfigurationButNotTheReason() {
        assertThat(new TrialLine(Style.PLAIN, 100).of(row(1), Verdict.NOT_BEST, 9))
                .isEqualTo("#1  failed         -                        1 min 23 s  exit code 1: no such module  "
                        + "name=xxxxxxx...")
                .hasSize(100);
        assertThat(new TrialLine(Style.PLAIN, 40).of(row(1), Verdict.NOT_BEST, 9))
                .endsWith("exit code 1: no such module");
    }

    @Test
    void shouldPaintFailuresWhereColoursAreUnderstood() {
        assertThat(new TrialLine(new Style(true, true), 100).of(row(1), Verdict.NOT_BEST, 9))
                .contains("\u001b[31mfailed", "\u001b[31mexit code 1");
    }

    private TrialRow row(long number) {
        return story.board().trial(new ExperimentId("a"), number).orElseThrow();
    }
}
