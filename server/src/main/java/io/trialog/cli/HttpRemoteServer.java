package io.trialog.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.trialog.event.ExperimentId;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A server that is reached by its REST API. */
final class HttpRemoteServer implements RemoteServer {

    private final ApiClient api;

    /** @param token what the server wants to be shown; null for none */
    HttpRemoteServer(URI url, @Nullable String token) {
        this.api = new ApiClient(url, token);
    }

    @Override
    public JsonNode experiment(ExperimentId experiment) {
        return api.send("GET", path(experiment), null);
    }

    @Override
    public List<Long> retry(ExperimentId experiment, List<Long> numbers) {
        Map<String, Object> body = numbers.isEmpty() ? Map.of("failed", true) : Map.of("trials", numbers);
        JsonNode answer = api.send("POST", path(experiment) + "/retry", body);
        List<Long> retried = new ArrayList<>();
        answer.path("trials").forEach(number -> retried.add(number.asLong()));
        return retried;
    }

    @Override
    public void stop(ExperimentId experiment) {
        JsonNode unused = api.send("POST", path(experiment) + "/stop", null);
    }

    @Override
    public void stopServer() {
        JsonNode unused = api.send("POST", "/api/v1/server/stop", null);
    }

    @Override
    public void stopTrial(ExperimentId experiment, long number) {
        JsonNode unused = api.send("POST", path(experiment) + "/trials/" + number + "/stop", null);
    }

    @Override
    public JsonNode update(ExperimentId experiment, Map<String, @Nullable Object> changes) {
        return api.send("PATCH", path(experiment), changes);
    }

    @Override
    public int enqueue(ExperimentId experiment, List<Map<String, @Nullable Object>> configurations) {
        return api.send("POST", path(experiment) + "/queue", Map.of("configurations", configurations))
                .path("queued")
                .asInt();
    }

    @Override
    public int importResults(ExperimentId experiment, List<Map<String, @Nullable Object>> results) {
        return api.send("POST", path(experiment) + "/results", Map.of("results", results))
                .path("imported")
                .asInt();
    }

    @Override
    public void delete(ExperimentId experiment) {
        JsonNode unused = api.send("DELETE", path(experiment), null);
    }

    private static String path(ExperimentId experiment) {
        return "/api/v1/experiments/" + experiment;
    }
}
