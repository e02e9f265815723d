package io.trialog.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example in {@code trial-sdk/examples/digits-java} compiles and runs, alone and as a trial. */
class DigitsExampleTest {

    private static final Path EXAMPLE = Path.of("examples", "digits-java").toAbsolutePath();

    @TempDir
    Path directory;

    @Test
    void shouldLearnStandAlone() throws Exception {
        List<String> lines = run(Map.of());

        assertThat(lines).hasSize(11);
        assertThat(lines.get(0)).startsWith("trialog: intermediate result: ");
        assertThat(Double.parseDouble(lines.get(10).replace("trialog: final result: ", "")))
                .isGreaterThan(0.9);
    }

    @Test
    void shouldUnderstandWhatTheExperimentSearches() throws Exception {
        Path parameters = Files.writeString(
                directory.resolve("parameters.json"),
                "{\"learning_rate\": 0.1, \"momentum\": 0.5, \"batch_size\": 32.0, \"activation\": \"relu\", \"initial_scale\": 1.0,"
                        + " \"network\": {\"_name\": \"two_layers\", \"first_units\": 8, \"second_units\": 8}}");
        try (FakeServer server = FakeServer.listening()) {
            List<String> lines = run(Map.of(
                    "TRIALOG_EXPERIMENT_ID",
                    "exp1",
                    "TRIALOG_TRIAL_ID",
                    "exp1-17",
                    "TRIALOG_TRIAL_NUMBER",
                    "17",
                    "TRIALOG_ATTEMPT",
                    "2",
                    "TRIALOG_SERVER_URL",
                    server.url(),
                    "TRIALOG_TOKEN",
                    FakeServer.TOKEN,
                    "TRIALOG_PARAMETERS_FILE",
                    parameters.toString(),
                    "TRIALOG_REPORT_SPOOL",
                    directory.resolve("spool").toString()));

            assertThat(lines).isEmpty();
            assertThat(server.recorded()).hasSize(11);
            assertThat(server.recorded().get(10).get("kind")).isEqualTo("final");
            assertThat((Double) server.values().get(10)).isBetween(0.7, 1.0);
        }
    }

    private static List<String> run(Map<String, String> environment) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        Path.of("target", "classes").toAbsolutePath().toString(),
                        "Digits.java")
                .directory(EXAMPLE.toFile())
                .redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("TRIALOG_"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(2 * FakeServer.PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the example does not end");
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(output).isZero();
        return output.lines().toList();
    }
}
