package io.trialog.benchmarks.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An experiment whose trials are asked for and told of over HTTP. Any thread. */
final class AskedExperiment {

    private static final String ID = "history";
    private static final String PATH = "/api/v1/experiments/" + ID;
    /** The value of a trial: all are different, and in no order. */
    private static final long PRIME = 1_000_003;

    private final URI server;
    private final HttpClient client;
    private final ObjectMapper mapper = new ObjectMapper();

    private AskedExperiment(URI server, HttpClient client) {
        this.server = server;
        this.client = client;
    }

    /** A trial to evaluate. */
    record Asked(long number, String token) {}

    /** Creates it, with random search over ten parameters, of which one is a choice of words. */
    static AskedExperiment create(URI server, HttpClient client) throws IOException, InterruptedException {
        AskedExperiment experiment = new AskedExperiment(server, client);
        Map<String, Object> space = new LinkedHashMap<>();
        for (int i = 0; i < 9; i++) {
            space.put("x" + i, Map.of("_type", "uniform", "_value", List.of(0.0, 1.0)));
        }
        space.put("word", Map.of("_type", "choice", "_value", List.of("adam", "sgd", "rmsprop")));
        Map<String, Object> config = Map.of(
                "searchSpace",
                space,
                "trialCommand",
                "true",
                "trialCodeDirectory",
                Path.of("").toAbsolutePath().toString(),
                "trialConcurrency",
                1,
                "tuner",
                Map.of("name", "Random"),
                "trainingService",
                Map.of("platform", "external"));
        experiment.send(experiment.json("/api/v1/experiments?id=" + ID, config), 201);
        return experiment;
    }

    /** Asks for a trial. */
    Asked ask() throws IOException, InterruptedException {
        JsonNode trial = mapper.readTree(send(json(PATH + "/ask", Map.of("waitSeconds", 20)), 200))
                .path("trial");
        return new Asked(trial.path("number").asLong(), trial.path("token").asText());
    }

    /** Tells its result. */
    void tell(Asked asked) throws IOException, InterruptedException {
        double value = asked.number() * 7919 % PRIME;
        send(
                json(PATH + "/trials/" + asked.number() + "/attempts/1/tell", Map.of("value", value))
                        .header("Authorization", "Bearer " + asked.token()),
                200);
    }

    /** A page of its trials. */
    void page(String query) throws IOException, InterruptedException {
        send(HttpRequest.newBuilder(server.resolve(PATH + "/trials?" + query)), 200);
    }

    /** All its trials in columns. */
    void columns(String query) throws IOException, InterruptedException {
        send(HttpRequest.newBuilder(server.resolve(PATH + "/columns?" + query)), 200);
    }

    /** What the server answers without looking at any trial. */
    void nothing() throws IOException, InterruptedException {
        send(HttpRequest.newBuilder(server.resolve("/healthz")), 200);
    }

    /** The address of its event stream. */
    URI events() {
        return server.resolve("/api/v1/events?experiment=" + ID);
    }

    private HttpRequest.Builder json(String path, Map<String, ?> body) throws IOException {
        return HttpRequest.newBuilder(server.resolve(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(mapper.writeValueAsBytes(body)));
    }

    private String send(HttpRequest.Builder builder, int expected) throws IOException, InterruptedException {
        HttpRequest request = builder.build();
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != expected) {
            throw new IllegalStateException(
                    request.method() + " " + request.uri() + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }
}
