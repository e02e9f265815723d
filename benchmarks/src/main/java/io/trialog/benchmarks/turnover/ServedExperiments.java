package io.trialog.benchmarks.turnover;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trialog.event.ExperimentState;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Has a server run workloads as experiments, each to its end. Not thread-safe. */
final class ServedExperiments {

    /** Seldom, as each look takes the server some time; when all was over, its log tells. */
    private static final long LOOK_MILLIS = 100;

    private final URI url;
    private final ObjectMapper mapper = new ObjectMapper();
    private final HttpClient client = HttpClient.newHttpClient();

    ServedExperiments(URI url) {
        this.url = url;
    }

    /**
     * Runs one, and returns when it is done.
     *
     * @return when it was asked for
     * @throws IllegalStateException when it is refused, or does not come to its end
     */
    Instant run(Workload workload) throws IOException, InterruptedException {
        HttpRequest creation = request("/api/v1/experiments?id=" + workload.name())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(mapper.writeValueAsBytes(config(workload))))
                .build();
        Instant asked = Instant.now();
        ask(creation, 201);
        HttpRequest look = request("/api/v1/experiments/" + workload.name()).build();
        ExperimentState state = ExperimentState.INITIALIZED;
        while (state != ExperimentState.DONE) {
            Thread.sleep(LOOK_MILLIS);
            JsonNode experiment = ask(look, 200);
            state = ExperimentState.valueOf(experiment.path("state").asText());
            if (state.isHeld()) {
                throw new IllegalStateException("the experiment does not go on: " + experiment);
            }
        }
        return asked;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(url.resolve(path));
    }

    private JsonNode ask(HttpRequest request, int expected) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != expected) {
            throw new IllegalStateException(
                    request.method() + " " + request.uri() + ": " + answer.statusCode() + " " + answer.body());
        }
        return mapper.readTree(answer.body());
    }

    private static Map<String, Object> config(Workload workload) {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("experimentName", "turnover: " + workload.name());
        config.put("searchSpace", Map.of("x", Map.of("_type", "uniform", "_value", List.of(0.0, 1.0))));
        config.put("trialCommand", workload.command());
        config.put("trialCodeDirectory", Path.of("").toAbsolutePath().toString());
        config.put("trialConcurrency", workload.slots());
        config.put("maxTrialNumber", workload.trials());
        config.put("tuner", Map.of("name", "Random"));
        config.put("trainingService", Map.of("platform", "local"));
        return config;
    }
}
