package io.trialog.benchmarks.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.benchmarks.ScratchDirectory;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The whole harness at its smallest, so that it cannot rot. Says nothing about times. */
class ReportLoadTest {

    @Test
    void shouldCompareBothServersAndFindEveryAcknowledgedReportInTheLog() throws Exception {
        // given
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        LoadPlan plan = new LoadPlan(List.of(1, 3), List.of(1, 5), Duration.ofMillis(50), Duration.ofMillis(300));

        // when
        long reports;
        try (ScratchDirectory scratch = ScratchDirectory.create()) {
            reports = new ReportLoad(plan, true, new PrintStream(printed, true, StandardCharsets.UTF_8)).run(scratch);
        }

        // then
        String text = printed.toString(StandardCharsets.UTF_8);
        assertThat(reports).isPositive();
        assertThat(text)
                .containsPattern("\\n1 +1 +bare .*\\n1 +1 +trialog .*\\n3 +1 +bare .*\\n3 +1 +trialog ")
                .containsPattern("\\n1 +5 +bare .*\\n1 +5 +trialog .*\\n3 +5 +bare .*\\n3 +5 +trialog ")
                .contains("Where the durable server's threads were")
                .contains(String.format("exactly the %,d reports", reports));
        assertThat(Files.readString(ScratchDirectory.target().resolve("load-reports.json")))
                .contains("requestsPerSecond");
    }
}
