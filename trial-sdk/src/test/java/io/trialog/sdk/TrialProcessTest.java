package io.trialog.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The SDK as trial code sees it: every test runs a trial in a JVM of its own. */
class TrialProcessTest extends ProcessFixture {

    private static final int REPORTS = 151;

    @ParameterizedTest
    @CsvSource({"return, 0", "close, 0", "exit, 3", "throw, 1"})
    void shouldDeliverBeforeAnyKindOfEnd(String ending, int exitCode) throws Exception {
        try (FakeServer server = FakeServer.listening(FakeServer.dropAfterRecording())) {
            Ended trial = run(ending, environment(server.url()));

            assertThat(trial.exitCode()).as(trial.stderr()).isEqualTo(exitCode);
            assertThat(server.values()).hasSize(REPORTS).endsWith(149.0, Map.of("default", 0.5, "loss", "NaN"));
            assertThat(trial.stdout())
                    .isEqualTo("{\"lr\": 0.01, \"network\": {\"_name\": \"small\"}} exp1 exp1-17 17 2 false\n");
            assertThat(trial.stderr().lines().filter(line -> line.startsWith("trialog: ")))
                    .containsExactly("trialog: the intermediate result is not reported: value: an empty map"
                            + " (expected: one or more numbers, among them the one that is optimized)");
        }
    }

    @Test
    void shouldDeliverBeforeItDiesOfSigterm() throws Exception {
        try (FakeServer server = FakeServer.listening(FakeServer.status(429, "0.5"))) {
            Process process = start("wait", environment(server.url()));
            BufferedReader stdout = process.inputReader();
            stdout.readLine();
            assertThat(stdout.readLine()).isEqualTo("waiting");

            process.destroy();

            assertThat(process.waitFor(FakeServer.PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .isTrue();
            assertThat(process.exitValue()).isEqualTo(128 + 15);
            assertThat(server.values()).hasSize(REPORTS);
        }
    }

    @Test
    void shouldKeepWhatAServerThatIsDownForEverMissed() throws Exception {
        try (FakeServer server = FakeServer.away()) {
            Ended trial = run("close", environment(server.url()));

            assertThat(trial.exitCode()).isZero();
            Path spool = directory.resolve("spool.jsonl");
            assertThat(trial.stderr())
                    .endsWith("trialog: 151 reports could not be delivered to " + server.url() + ": kept in " + spool
                            + ", where the server looks for them\n");
            List<String> lines = Files.readAllLines(spool);
            assertThat(lines).hasSize(REPORTS);
            assertThat(lines.get(0))
                    .startsWith("{\"sequence\": 0, \"kind\": \"intermediate\", \"value\": 0.0, \"at\": \"");
            assertThat(Json.parse(lines.get(150)))
                    .asInstanceOf(InstanceOfAssertFactories.MAP)
                    .containsEntry("sequence", 150L)
                    .containsEntry("kind", "final");
        }
    }

    @Test
    void shouldSendAHeartbeatAsSoonAsASuspendedProcessGoesOn() throws Exception {
        try (FakeServer server = FakeServer.listening().meetHeartbeats(FakeServer.grant(6))) {
            Map<String, String> environment = environment(server.url());
            environment.put("TRIALOG_LEASE_SECONDS", "6");
            Process process = start("wait", environment);
            server.awaitHeartbeats(1);

            signal(process, "STOP");
            Thread.sleep(2500); // the next one would have been due after 2 s
            assertThat(server.heartbeats()).hasSize(1);
            long resumed = System.nanoTime();
            signal(process, "CONT");

            server.awaitHeartbeats(2);
            assertThat(Duration.ofNanos(server.heartbeats().get(1) - resumed))
                    .isLessThan(Duration.ofMillis(1500)); // not only after another 2 s
        }
    }

    @Test
    void shouldRunStandAlone() throws Exception {
        Ended trial = run("return", Map.of());

        assertThat(trial.exitCode()).isZero();
        assertThat(trial.stdout().lines())
                .startsWith("{} STANDALONE STANDALONE 0 1 true", "trialog: intermediate result: 0.0")
                .hasSize(1 + REPORTS);
        assertThat(trial.stderr()).contains("the intermediate result is not reported: value: an empty map");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TRIALOG_EXPERIMENT_ID  |       | TRIALOG_EXPERIMENT_ID is not set, though TRIALOG_TRIAL_ID is",
                "TRIALOG_ATTEMPT        | first | TRIALOG_ATTEMPT: \"first\" (expected: a whole number)",
                "TRIALOG_PARAMETERS_FILE| /none | cannot read the trial's parameters from /none",
            })
    void shouldSayWhatIsWrongWithTheEnvironment(String variable, String value, String message) throws Exception {
        Map<String, String> environment = environment("http://127.0.0.1:9");
        environment.put(variable, value == null ? "" : value);

        Ended trial = run("return", environment);

        assertThat(trial.exitCode()).isEqualTo(1);
        assertThat(trial.stderr()).contains(message);
    }

    private Ended run(String ending, Map<String, String> environment) throws Exception {
        return end(start(ending, environment));
    }

    private Process start(String ending, Map<String, String> environment) throws IOException {
        return start(environment, List.of(), SampleTrial.class, ending);
    }
}
