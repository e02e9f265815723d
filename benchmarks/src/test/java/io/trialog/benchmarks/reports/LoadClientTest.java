package io.trialog.benchmarks.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.benchmarks.Latencies;
import io.trialog.spi.training.AttemptKey;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoadClientTest {

    private static final int BATCH = 3;
    private static final Invitation ANYBODY = new Invitation(new AttemptKey("x", 0, 1), "token");

    @Test
    void shouldCountAllThatWasAnsweredOnEveryConnection() throws IOException {
        try (ServerProcess bare = ServerProcess.start(BareServer.class, 0)) {
            // given
            List<Reporter> reporters = List.of(new Reporter(bare.url(), ANYBODY), new Reporter(bare.url(), ANYBODY));

            // when
            Latencies latencies = LoadClient.run(phase(bare.url(), reporters, Expectation.STATUS_200));

            // then: of each connection the last answer may come too late to be measured, and counts as well
            assertThat(reporters)
                    .allMatch(reporter -> reporter.acknowledged() > 0 && reporter.acknowledged() % BATCH == 0);
            long answers = reporters.stream().mapToLong(Reporter::acknowledged).sum() / BATCH;
            assertThat((long) latencies.count()).isBetween(answers - reporters.size(), answers);
        }
    }

    @Test
    void shouldFailWhenAnAnswerDoesNotAcceptTheReports() throws IOException {
        try (ServerProcess bare = ServerProcess.start(BareServer.class, 0)) {
            List<Reporter> reporters = List.of(new Reporter(bare.url(), ANYBODY));

            assertThatThrownBy(() -> LoadClient.run(phase(bare.url(), reporters, Expectation.ALL_ACCEPTED)))
                    .hasMessageContaining("answer with 0 accepted reports (expected: 3)");
            assertThat(reporters.get(0).acknowledged()).isZero();
        }
    }

    private static LoadClient.Phase phase(URI server, List<Reporter> reporters, Expectation expectation) {
        return new LoadClient.Phase(
                server, reporters, reporters.size(), BATCH, expectation, Duration.ZERO, Duration.ofMillis(200));
    }
}
