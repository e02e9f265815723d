package io.trialog.launch;

import com.fasterxml.jackson.databind.JsonNode;
import io.trialog.adapter.client.RequestFailure;
import io.trialog.adapter.client.RestClient;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A server that is asked; what it refuses, and that nobody answers, are launch exceptions. Any thread. */
final class Server {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final RestClient client;

    /** @param token what the server wants to be shown; null for none */
    Server(URI url, @Nullable String token) {
        this.client = new RestClient(url, token, PATIENCE);
    }

    URI url() {
        return client.url();
    }

    JsonNode get(String path) {
        return send("GET", path, null);
    }

    JsonNode post(String path, @Nullable Object body) {
        return send("POST", path, body);
    }

    JsonNode patch(String path, Object body) {
        return send("PATCH", path, body);
    }

    /** Whether anybody answers there. */
    boolean answers() {
        try {
            get("/healthz");
            return true;
        } catch (LaunchException e) {
            return false;
        }
    }

    private JsonNode send(String method, String path, @Nullable Object body) {
        try {
            return client.send(method, path, body);
        } catch (RequestFailure e) {
            throw switch (e.kind()) {
                case REFUSED -> new LaunchException(String.valueOf(e.getMessage()), e.details());
                case TOKEN ->
                    new LaunchException("the server at " + url() + " wants its token (expected: "
                            + (client.hasToken() ? "another one" : "the token that it printed at start") + ")");
                case UNREACHABLE ->
                    new LaunchException(
                            "no server answers at " + url() + " (expected: a Trialog server): " + e.getMessage(), e);
                case INTERRUPTED -> new LaunchException(String.valueOf(e.getMessage()), e);
            };
        }
    }
}
