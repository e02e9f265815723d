package io.trialog.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Sends requests to the REST API of a server on this machine, and turns what it refuses into failures of the command. */
final class ApiClient {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int INTERNAL_ERROR = 500;

    private final URI url;
    private final @Nullable String token;
    private final HttpClient client;

    /** @param token what the server wants to be shown; null for none */
    ApiClient(URI url, @Nullable String token) {
        this.url = url;
        this.token = token;
        // a proxy is for other machines, and the server is on this one
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .proxy(HttpClient.Builder.NO_PROXY)
                .connectTimeout(PATIENCE)
                .build();
    }

    /**
     * Sends a request and waits for the answer.
     *
     * @param body plain data; null for none
     * @return the answer's body; a missing node when it is empty
     * @throws CommandFailure when it was refused, or the server cannot be reached
     */
    JsonNode send(String method, String path, @Nullable Object body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url.resolve(path))
                .timeout(PATIENCE)
                .method(
                        method,
                        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(JsonText.indented(body)));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            JsonNode answer = json(response.body());
            if (response.statusCode() >= 300) {
                throw failure(response.statusCode(), answer);
            }
            return answer;
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.UNAVAILABLE,
                    "the server at " + url + " owns the data directory and does not answer: " + e,
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.INTERRUPTED, "interrupted while the server at " + url + " was asked", e);
        }
    }

    private CommandFailure failure(int status, JsonNode error) {
        if (status == UNAUTHORIZED) {
            return new CommandFailure(
                    ExitCode.USAGE,
                    "the server at " + url + " wants its token (expected: the variable TRIALOG_SERVER_TOKEN, set to"
                            + (token == null ? " the token that it printed at start)" : " another one)"));
        }
        StringBuilder message =
                new StringBuilder(error.path("message").asText("the server at " + url + " answered " + status));
        error.path("details").forEach(detail -> message.append('\n').append(detail(detail)));
        return new CommandFailure(exitCode(status), message.toString());
    }

    private static String detail(JsonNode detail) {
        String path = detail.path("path").asText();
        String text = detail.path("message").asText();
        return path.isEmpty() ? text : path + ": " + text;
    }

    private static int exitCode(int status) {
        return switch (status) {
            case NOT_FOUND -> ExitCode.UNKNOWN_ID;
            case TOO_MANY_REQUESTS, 502, 503 -> ExitCode.UNAVAILABLE;
            default -> status >= INTERNAL_ERROR ? ExitCode.INTERNAL : ExitCode.USAGE;
        };
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return JSON.missingNode(); // some proxy's page: the status says enough
        }
    }
}
