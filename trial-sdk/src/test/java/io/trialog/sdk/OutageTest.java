package io.trialog.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Trials outlive their server: every test runs a trial in a JVM of its own, and kills something. */
class OutageTest extends ProcessFixture {

    private static final int REPORTS = 100_000;

    @Test
    void shouldLoseNothingWhenTheServerIsKilledAndComesBackElsewhere() throws Exception {
        try (FakeServer server = FakeServer.listening();
                FakeServer resumed = FakeServer.listening()) {
            // a heap that the reports would not fit into
            Process trial = start(environment(server.url()), List.of("-Xmx20m"), OutageTrial.class, "100000", "wait");
            BufferedReader stdout = trial.inputReader();
            server.awaitRecorded(200);
            server.kill();
            assertThat(stdout.readLine()).isEqualTo("half");

            resumed.take(server);
            Files.writeString(serverFile(), "{\"url\": \"" + resumed.url() + "\"}");
            resumed.awaitRecorded(REPORTS + 1);
            trial.getOutputStream().close();
            Ended ended = end(trial);

            assertThat(ended.exitCode()).as(ended.stderr()).isZero();
            assertThat(ended.stderr()).doesNotContain("could not be delivered");
            List<Map<?, ?>> recorded = resumed.recorded();
            assertThat(recorded).hasSize(REPORTS + 1);
            assertThat(recorded.subList(0, REPORTS))
                    .allMatch(report -> defaultOf(report) == ((Long) report.get("sequence")).doubleValue());
            assertThat(recorded.get(REPORTS)).matches(report -> "final".equals(report.get("kind")));
            assertThat(resumed.arrivals()).isSorted();
        }
    }

    @Test
    void shouldKeepEverythingWhenTheTrialEndsWhileNoServerRuns() throws Exception {
        try (FakeServer server = FakeServer.away()) {
            Ended trial = end(start(environment(server.url()), List.of(), OutageTrial.class, "25000", "end"));

            assertThat(trial.exitCode()).isZero();
            assertThat(trial.stderr()).contains("25001 reports could not be delivered");
            assertThat(spooled()).containsAll(numbers(25_001));
        }
    }

    @Test
    void shouldHaveSpooledAllButTheLatestWhenItIsKilledInAnOutage() throws Exception {
        try (FakeServer server = FakeServer.away()) {
            Process trial = start(environment(server.url()), List.of(), OutageTrial.class, "3000", "go on");
            BufferedReader stdout = trial.inputReader();
            assertThat(stdout.readLine()).isEqualTo("half");
            assertThat(stdout.readLine()).isEqualTo("spooled");

            signal(trial, "KILL");
            trial.waitFor();

            assertThat(spooled()).containsAll(numbers(3000));
        }
    }

    private static double defaultOf(Map<?, ?> report) {
        return report.get("value") instanceof Map<?, ?> values && values.get("default") instanceof Double number
                ? number
                : Double.NaN;
    }

    /** The numbers of the reports in the spool's whole lines; only the last may have been cut short. */
    private Set<Object> spooled() throws IOException {
        String text = Files.readString(spool());
        return text.substring(0, text.lastIndexOf('\n'))
                .lines()
                .map(line -> (Object) ((Map<?, ?>) Json.parse(line)).get("sequence"))
                .collect(Collectors.toSet());
    }

    private static Set<Object> numbers(long count) {
        return LongStream.range(0, count).boxed().collect(Collectors.toSet());
    }
}
