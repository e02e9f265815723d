package io.trialog.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.trialog.adapter.client.RequestFailure;
import io.trialog.adapter.client.RestClient;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Asks the server that owns a data directory, and turns what it refuses into failures of the command. */
final class ApiClient {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int INTERNAL_ERROR = 500;

    private final RestClient client;

    /** @param token what the server wants to be shown; null for none */
    ApiClient(URI url, @Nullable String token) {
        this.client = new RestClient(url, token, PATIENCE);
    }

    /**
     * Sends a request and waits for the answer.
     *
     * @param body plain data; null for none
     * @return the answer's body; a missing node when it is empty
     * @throws CommandFailure when it was refused, or the server cannot be reached
     */
    JsonNode send(String method, String path, @Nullable Object body) {
        try {
            return client.send(method, path, body);
        } catch (RequestFailure e) {
            throw failure(e);
        }
    }

    private CommandFailure failure(RequestFailure e) {
        return switch (e.kind()) {
            case REFUSED -> new CommandFailure(exitCode(e.status()), message(e));
            case TOKEN ->
                new CommandFailure(
                        ExitCode.USAGE,
                        "the server at " + client.url()
                                + " wants its token (expected: the variable TRIALOG_SERVER_TOKEN, set to"
                                + (client.hasToken() ? " another one)" : " the token that it printed at start)"));
            case UNREACHABLE ->
                new CommandFailure(
                        ExitCode.UNAVAILABLE,
                        "the server at " + client.url() + " owns the data directory and does not answer: "
                                + e.getMessage(),
                        e);
            case INTERRUPTED -> new CommandFailure(ExitCode.INTERRUPTED, String.valueOf(e.getMessage()), e);
        };
    }

    private static String message(RequestFailure e) {
        return e.details().isEmpty()
                ? String.valueOf(e.getMessage())
                : e.getMessage() + "\n" + String.join("\n", e.details());
    }

    private static int exitCode(int status) {
        return switch (status) {
            case NOT_FOUND -> ExitCode.UNKNOWN_ID;
            case TOO_MANY_REQUESTS, 502, 503 -> ExitCode.UNAVAILABLE;
            default -> status >= INTERNAL_ERROR ? ExitCode.INTERNAL : ExitCode.USAGE;
        };
    }
}
