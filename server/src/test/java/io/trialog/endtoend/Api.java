package io.trialog.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** A client of a running server. */
final class Api {

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private final URI server;

    Api(URI server) {
        this.server = server;
    }

    /** An answer; the body is missing where it is no JSON. */
    record Answer(int status, JsonNode json) {

        String code() {
            return json.path("code").asText();
        }
    }

    Answer get(String path) {
        return send(request(path).GET());
    }

    Answer post(String path, String body, String... headers) {
        HttpRequest.Builder request = request(path).POST(BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    Answer patch(String path, String json) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString(json)));
    }

    Answer delete(String path) {
        return send(request(path).DELETE());
    }

    /** Creates an experiment; its id. */
    String create(String yaml) {
        Answer answer = post("/api/v1/experiments", yaml, "Content-Type", "application/yaml");
        if (answer.status() != 201) {
            throw new AssertionError("not created: " + answer);
        }
        return answer.json().path("id").asText();
    }

    JsonNode experiment(String id) {
        return get("/api/v1/experiments/" + id).json();
    }

    JsonNode trial(String id, long number) {
        return get("/api/v1/experiments/" + id + "/trials/" + number).json();
    }

    /** The events of an experiment, read from the log anew. */
    List<JsonNode> log(String id) {
        HttpResponse<String> response =
                receive(request("/api/v1/experiments/" + id + "/log").GET());
        return response.body().lines().map(RecordedLog::json).toList();
    }

    /** An answer that is no JSON. */
    String text(String path) {
        return receive(request(path).GET()).body();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve(path)).timeout(Duration.ofSeconds(30));
    }

    private static Answer send(HttpRequest.Builder request) {
        HttpResponse<String> response = receive(request);
        boolean isJson = response.headers()
                .firstValue("Content-Type")
                .filter(type -> type.startsWith("application/json"))
                .isPresent();
        return new Answer(response.statusCode(), isJson ? RecordedLog.json(response.body()) : RecordedLog.json("{}"));
    }

    private static HttpResponse<String> receive(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
