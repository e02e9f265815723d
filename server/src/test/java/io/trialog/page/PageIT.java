package io.trialog.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page as a person meets it: Chromium, the jar, trials in Python. What is looked at is in {@code web/e2e}; the pictures it takes are in
 * {@code target/page-screenshots}. Without Chromium it is skipped, unless the environment says {@code CI=true}.
 */
class PageIT {

    private static final int TRIALS = 12;
    /** What trial.py reports: 15 intermediate values and the final one. */
    private static final int REPORTS = 16;

    private static final Path FIXTURES =
            Path.of("src", "test", "resources", "io", "trialog", "page").toAbsolutePath();
    private static final Path SCREENSHOTS =
            Path.of("target", "page-screenshots").toAbsolutePath();
    private static final Path WEB = Path.of("..", "web").toAbsolutePath().normalize();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path temporary;

    @BeforeEach
    void needsChromium() {
        Path chromium = Path.of(System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium"));
        if (Files.isExecutable(chromium)) {
            return;
        }
        String missing = "no Chromium at " + chromium + ": install it, or set CHROMIUM to where it is";
        if ("true".equals(System.getenv("CI"))) {
            fail(missing);
        }
        abort(missing);
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
    void shouldShowAnExperimentFromItsCreationToItsEndAlthoughTheServerIsKilledOnTheWay() throws Exception {
        // given
        AtomicReference<ServerProcess> server = new AtomicReference<>(start(0));
        URI address = server.get().address();
        int exitCode;

        // when
        try (KillSwitch kill = new KillSwitch(() -> {
            server.get().kill();
            server.set(start(address.getPort()));
        })) {
            exitCode = lookAt(address, kill);

            // then
            assertThat(exitCode)
                    .as("exit code of web/e2e/run.mjs, whose output is above")
                    .isZero();
            shouldHaveEveryReportOnce(trials(address));
        } finally {
            server.get().close();
        }
    }

    private ServerProcess start(int port) throws IOException {
        return ServerProcess.start(temporary.resolve("data"), port, FIXTURES, temporary.resolve("server.txt"));
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
    void shouldLetPeopleDoEverythingOnThePageAndLookWellInEveryView() throws Exception {
        // given
        try (ServerProcess server = start(0)) {
            String url = server.address().toString();

            // when
            int done = run(
                    "e2e/portal.mjs",
                    "--url",
                    url,
                    "--configuration",
                    FIXTURES.resolve("steady.yaml").toString(),
                    "--base",
                    FIXTURES.toString(),
                    "--failure",
                    SCREENSHOTS.resolve("failure-portal.png").toString());
            String id = get(server.address(), "/api/v1/experiments")
                    .at("/experiments/0/id")
                    .asText();
            int looked = run("e2e/look.mjs", "--url", url, "--experiment", id, "--screenshots", SCREENSHOTS.toString());

            // then
            assertThat(done)
                    .as("exit code of web/e2e/portal.mjs, whose output is above")
                    .isZero();
            assertThat(looked)
                    .as("exit code of web/e2e/look.mjs, whose output is above")
                    .isZero();
        }
    }

    private static int lookAt(URI address, KillSwitch kill) throws IOException, InterruptedException {
        return run(
                "e2e/run.mjs",
                "--url",
                address.toString(),
                "--create",
                FIXTURES.resolve("experiment.yaml").toString(),
                "--interrupt",
                kill.command(),
                "--failure",
                SCREENSHOTS.resolve("failure-run.png").toString());
    }

    /** Runs a script of {@code web}; its exit code. */
    private static int run(String... script) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("node"));
        command.addAll(List.of(script));
        Process process = new ProcessBuilder(command)
                .directory(WEB.toFile())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader output = process.inputReader()) {
            output.lines().forEach(System.out::println);
            return process.waitFor();
        } finally {
            process.destroyForcibly();
        }
    }

    private JsonNode trials(URI address) throws IOException, InterruptedException {
        String id = get(address, "/api/v1/experiments").at("/experiments/0/id").asText();
        return get(address, "/api/v1/experiments/" + id + "/trials?limit=1000").path("trials");
    }

    private JsonNode get(URI address, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address.resolve(path))
                .timeout(Duration.ofSeconds(10))
                .build();
        return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
    }

    private static void shouldHaveEveryReportOnce(JsonNode trials) {
        assertThat(trials).hasSize(TRIALS);
        assertThat(trials).allSatisfy(trial -> {
            boolean raised = trial.path("number").asInt() == 3;
            boolean unusable = trial.path("number").asInt() == 5;
            assertThat(trial.path("state").asText()).isEqualTo(raised || unusable ? "FAILED" : "SUCCEEDED");
            assertThat(trial.path("attempt").asInt()).isEqualTo(1);
            assertThat(trial.path("reportCount").asInt()).isEqualTo(raised ? 0 : REPORTS);
        });
    }
}
