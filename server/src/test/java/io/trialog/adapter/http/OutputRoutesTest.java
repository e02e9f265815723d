package io.trialog.adapter.http;

import static io.trialog.adapter.http.HttpFixture.X;
import static io.trialog.adapter.http.HttpFixture.attempt;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.trialog.event.EndCause;
import io.trialog.experiment.RetryTrials;
import io.trialog.spi.training.AttemptKey;
import io.trialog.trial.RecordAttemptEnded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputRoutesTest {

    private static final String OUTPUT = "/api/v1/experiments/x/trials/0/output";

    @TempDir
    private Path data;

    private HttpFixture fixture;

    @BeforeEach
    void setUp() {
        fixture = new HttpFixture(options -> options.withData(data)).running(1);
    }

    @AfterEach
    void tearDown() {
        fixture.close();
    }

    private void print(AttemptKey key, String stream, String text) throws IOException {
        Path directory = Files.createDirectories(fixture.directory(key));
        Files.writeString(directory.resolve(stream), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Test
    void shouldShowTheEndAndFollow() throws IOException {
        // given
        print(attempt(0), "stdout", "line\n".repeat(100_000));
        // when
        JsonNode last = fixture.get(OUTPUT).json();
        print(attempt(0), "stdout", "more \u2603\n");
        JsonNode more =
                fixture.get(OUTPUT + "?from=" + last.path("next").asLong()).json();
        // then
        assertThat(last.path("size").asLong()).isEqualTo(500_000);
        assertThat(last.path("from").asLong()).isEqualTo(434_465);
        assertThat(last.path("next").asLong()).isEqualTo(500_000);
        assertThat(last.path("text").asText()).isEqualTo("line\n".repeat(13_107));
        assertThat(more)
                .hasToString("{\"attempt\":1,\"stream\":\"stdout\",\"path\":\""
                        + fixture.directory(attempt(0)).resolve("stdout")
                        + "\",\"size\":500009,\"from\":500000,\"next\":500009,\"text\":\"more \u2603\\n\"}");
    }

    @Test
    void shouldShowAsMuchAsIsWanted() throws IOException {
        print(attempt(0), "stderr", "0123456\n".repeat(200_000));
        String stderr = OUTPUT + "?stream=stderr";
        assertThat(fixture.get(stderr + "&limit=1048576").json().path("text").asText())
                .hasSize(1_048_576);
        assertThat(fixture.get(stderr + "&from=8&limit=256").json().path("next").asLong())
                .isEqualTo(264);
    }

    @Test
    void shouldShowEarlierAttempts() throws IOException {
        // given
        print(attempt(0), "stderr", "out of luck\n");
        fixture.send(new RecordAttemptEnded(attempt(0), EndCause.EXITED, 1, null, null));
        fixture.send(new RetryTrials(X, List.of(0L)));
        print(new AttemptKey("x", 0, 2), "stderr", "");
        // then
        assertThat(fixture.get(OUTPUT + "?stream=stderr").json().path("attempt").asInt())
                .isEqualTo(2);
        JsonNode first = fixture.get(OUTPUT + "?stream=stderr&attempt=1").json();
        assertThat(first.path("text").asText()).isEqualTo("out of luck\n");
    }

    @Test
    void shouldSayThatThereIsNone() {
        assertThat(fixture.get(OUTPUT)
                        .isError(404, "OUTPUT_UNKNOWN")
                        .json()
                        .path("message")
                        .asText())
                .isEqualTo("there is no stdout of attempt x-0/1 on this machine (expected: a file "
                        + fixture.directory(attempt(0)).resolve("stdout")
                        + ", written when the attempt starts here)");
        fixture.get("/api/v1/experiments/x/trials/7/output").isError(404, "TRIAL_UNKNOWN");
        fixture.get("/api/v1/experiments/y/trials/0/output").isError(404, "EXPERIMENT_UNKNOWN");
    }

    @Test
    void shouldSayAllThatIsWrong() {
        assertThat(fixture.get(OUTPUT + "?stream=..%2Fsecret&attempt=2&from=-1&limit=2000000")
                        .isError(400, "REQUEST_MALFORMED")
                        .details())
                .containsExactly(
                        "stream: \"../secret\" (expected: stdout or stderr)",
                        "attempt: 2 (expected: an attempt of the trial, which has had 1)",
                        "from: \"-1\" (expected: a whole number, >= 0)",
                        "limit: \"2000000\" (expected: a whole number, 256 to 1048576)");
        fixture.get(OUTPUT + "?attempt=0").isError(400, "REQUEST_MALFORMED");
    }

    @Test
    void shouldFollowNoLink() throws IOException {
        // given
        Path secret = Files.createDirectories(data.resolve("secrets"));
        Files.writeString(secret.resolve("stdout"), "secret");
        Path directory = Files.createDirectories(fixture.directory(attempt(0)));
        // when the file is a link
        Files.createSymbolicLink(directory.resolve("stdout"), secret.resolve("stdout"));
        // then
        fixture.get(OUTPUT).isError(404, "OUTPUT_UNKNOWN");
        // when the folder is one
        Files.delete(directory.resolve("stdout"));
        Files.delete(directory);
        Files.createSymbolicLink(directory, secret);
        // then
        fixture.get(OUTPUT).isError(404, "OUTPUT_UNKNOWN");
    }

    @Test
    void shouldNotWaitForAPipe() throws Exception {
        Path directory = Files.createDirectories(fixture.directory(attempt(0)));
        Process made = new ProcessBuilder("mkfifo", directory.resolve("stdout").toString()).start();
        assertThat(made.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(made.exitValue()).isZero();
        fixture.get(OUTPUT).isError(404, "OUTPUT_UNKNOWN");
    }
}
