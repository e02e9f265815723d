package io.trialog.adapter.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trialog.adapter.client.RequestFailure.Kind;
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
public final class RestClient {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int UNAUTHORIZED = 401;
    private static final int FIRST_ERROR = 300;

    private final URI url;
    private final @Nullable String token;
    private final Duration patience;
    private final HttpClient client;

    /**
     * A client of one server.
     *
     * @param token what the server wants to be shown; null for none
     * @param patience how long to wait for a connection, and for an answer
     */
    public RestClient(URI url, @Nullable String token, Duration patience) {
        this.url = url;
        this.token = token;
        this.patience = patience;
        // a proxy is for other machines, and servers are mostly on this one
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .proxy(HttpClient.Builder.NO_PROXY)
                .connectTimeout(patience)
                .build();
    }

    /** Where the server answers. */
    public URI url() {
        return url;
    }

    /** Whether a token is shown. */
    public boolean hasToken() {
        return token != null;
    }

    /**
     * Sends a request and waits for the answer.
     *
     * @param body plain data; null for none
     * @return the answer's body; a missing node when it is empty or no JSON
     * @throws RequestFailure when it was refused, or nobody answers
     */
    public JsonNode send(String method, String path, @Nullable Object body) throws RequestFailure {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(url.resolve(path)).timeout(patience).method(method, publisher(body));
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
            throw new RequestFailure(Kind.UNREACHABLE, 0, e.toString(), List.of(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RequestFailure(
                    Kind.INTERRUPTED, 0, "interrupted while the server at " + url + " was asked", List.of(), e);
        }
    }

    private RequestFailure failure(int status, JsonNode error) {
        List<String> details = new ArrayList<>();
        error.path("details").forEach(detail -> details.add(detail(detail)));
        String message = error.path("message").asText("the server at " + url + " answered " + status);
        return new RequestFailure(status == UNAUTHORIZED ? Kind.TOKEN : Kind.REFUSED, status, message, details, null);
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
