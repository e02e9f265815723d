package io.trialog.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import io.trialog.event.ExperimentId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpRemoteServerTest {

    private static final ExperimentId X = new ExperimentId("x");

    private final List<String> requests = new ArrayList<>();
    private HttpServer server;
    private int status = 202;
    private String answer = "{\"trials\": [3, 4]}";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization") + " " + body.replaceAll("\\s", ""));
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private HttpRemoteServer client(@Nullable String token) {
        return new HttpRemoteServer(url(), token);
    }

    private CommandFailure failure() {
        return catchThrowableOfType(CommandFailure.class, () -> client(null).retry(X, List.of()));
    }

    @Test
    void shouldNameTheTrials() {
        assertThat(client(null).retry(X, List.of(3L, 4L))).containsExactly(3L, 4L);
        assertThat(requests).containsExactly("POST /api/v1/experiments/x/retry null {\"trials\":[3,4]}");
    }

    @Test
    void shouldAskForAllThatFailedAndShowTheToken() {
        client("secret").retry(X, List.of());
        assertThat(requests).containsExactly("POST /api/v1/experiments/x/retry Bearer secret {\"failed\":true}");
    }

    @Test
    void shouldPassOnWhyItIsRefused() {
        status = 409;
        answer = "{\"code\": \"TRIAL_STATE\", \"message\": \"nothing is tried again\","
                + " \"details\": [{\"path\": \"trial 3\", \"message\": \"RUNNING\"}]}";
        assertThat(failure()).hasMessage("nothing is tried again\ntrial 3: RUNNING");
        assertThat(failure().exitCode()).isEqualTo(ExitCode.USAGE);
    }

    @ParameterizedTest
    @CsvSource({"404, 3", "429, 69", "503, 69", "502, 69", "500, 70", "400, 2"})
    void shouldTellScriptsWhatKindOfFailureItWas(int answered, int exitCode) {
        status = answered;
        answer = "<html>some proxy's page</html>";
        assertThat(failure()).hasMessage("the server at " + url() + " answered " + answered);
        assertThat(failure().exitCode()).isEqualTo(exitCode);
    }

    @Test
    void shouldSayWhereTheTokenBelongs() {
        status = 401;
        assertThat(failure()).hasMessageContaining("TRIALOG_SERVER_TOKEN, set to the token that it printed at start");
    }

    @Test
    void shouldSayThatTheServerDoesNotAnswer() {
        server.stop(0);
        assertThat(failure()).hasMessageContaining("does not answer");
        assertThat(failure().exitCode()).isEqualTo(ExitCode.UNAVAILABLE);
    }
}
