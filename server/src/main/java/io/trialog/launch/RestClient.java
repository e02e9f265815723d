package io.trialog.launch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A client of a server's REST API. Any thread. */
final class RestClient {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int UNAUTHORIZED = 401;
    private static final int FIRST_ERROR = 300;

    private final URI url;
    private final @Nullable String token;
    private final HttpClient client;

    /** @param token what the server wants to be shown; null for none */
    RestClient(URI url, @Nullable String token) {
        this.url = url;
        this.token = token;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .proxy(HttpClient.Builder.NO_PROXY)
                .connectTimeout(PATIENCE)
                .build();
    }

    URI url() {
        return url;
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
        HttpRequest.Builder request =
                HttpRequest.newBuilder(url.resolve(path)).timeout(PATIENCE).method(method, publisher(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            JsonNode answer = json(response.body());
            if (response.statusCode() >= FIRST_ERROR) {
                throw failure(response.statusCode(), answer);
            }
            return answer;
        } catch (IOException e) {
            throw new LaunchException("no server answers at " + url + " (expected: a Trialog server): " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchException("interrupted while the server at " + url + " was asked", e);
        }
    }

    private LaunchException failure(int status, JsonNode error) {
        if (status == UNAUTHORIZED) {
            return new LaunchException("the server at " + url + " wants its token (expected: "
                    + (token == null ? "the token that it printed at start" : "another one") + ")");
        }
        List<String> problems = new ArrayList<>();
        error.path("details").forEach(detail -> problems.add(detail(detail)));
        return new LaunchException(
                error.path("message").asText("the server at " + url + " answered " + status), problems);
    }

    private static String detail(JsonNode detail) {
        String path = detail.path("path").asText();
        String text = detail.path("message").asText();
        return path.isEmpty() ? text : path + ": " + text;
    }

    private static BodyPublisher publisher(@Nullable Object body) {
        if (body == null) {
            return BodyPublishers.noBody();
        }
        try {
            return BodyPublishers.ofString(JSON.writeValueAsString(body));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not plain data: " + body, e);
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return JSON.missingNode(); // some proxy's page: the status says enough
        }
    }
}
