package io.trialog.benchmarks.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.benchmarks.ScratchDirectory;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The whole harness at its smallest, so that it cannot rot. Says nothing about times. */
class ScaleTest {

    @Test
    void shouldMeasureFewTrialsManyTrialsAndManyExperiments() throws Exception {
        // given
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        ScalePlan plan = new ScalePlan(2, 5, 3, 2, 4, Duration.ofMillis(50), Duration.ofMillis(300));
        // when
        new Scale(plan, new PrintStream(printed, true, StandardCharsets.UTF_8)).run();
        // then
        assertThat(printed.toString(StandardCharsets.UTF_8)).containsPattern("\\R1 +2 .*\\R1 +5 .*\\R3 +2 ");
        assertThat(Files.readString(ScratchDirectory.target().resolve("scale.json")))
                .contains("residentMegabytes", "idlePercent");
    }

    @Test
    void shouldReadItsArguments() {
        assertThat(ScalePlan.read()).isEqualTo(ScalePlan.DEFAULT);
        assertThat(ScalePlan.read(
                        "--few",
                        "1",
                        "--trials",
                        "2",
                        "--experiments",
                        "3",
                        "--each",
                        "4",
                        "--connections",
                        "5",
                        "--warm-up",
                        "6",
                        "--seconds",
                        "7"))
                .isEqualTo(new ScalePlan(1, 2, 3, 4, 5, Duration.ofSeconds(6), Duration.ofSeconds(7)));
    }

    @Test
    void shouldReadTheStatusOfAProcess() {
        assertThat(ProcessStatus.parse("Name:\tjava\nVmRSS:\t  125000 kB\nThreads:\t31\n"))
                .isEqualTo(new ProcessStatus(128, 31));
    }
}
