package io.trialog.launch;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** A server in another process. */
final class ConnectedHost implements Host {

    private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);

    private final Server client;
    private final Places places;

    ConnectedHost(Server client, Places places) {
        this.client = client;
        this.places = places;
    }

    @Override
    public <T> T ask(Function<Server, T> question) {
        return question.apply(client);
    }

    @Override
    public Optional<URI> url() {
        return Optional.of(client.url());
    }

    @Override
    public Host stop(String experiment) {
        JsonNode server = client.get("/api/v1/server");
        Path data = Path.of(server.path("dataDirectory").asText());
        if (!isOwn(data, experiment)) {
            new Stopping(client, experiment).run(STOP_PATIENCE);
            return this;
        }
        long pid = server.path("pid").asLong();
        client.post("/api/v1/server/stop", null);
        if (!Polling.until(() -> !client.answers(), STOP_PATIENCE)) {
            throw new LaunchException("the server at " + client.url() + " (process " + pid + ") did not end in "
                    + STOP_PATIENCE.toSeconds() + " s");
        }
        return Files.isDirectory(data) ? places.recorded(data) : this;
    }

    /** Whether the server exists for this experiment alone: then its data directory is named like it. */
    private boolean isOwn(Path data, String experiment) {
        Path name = data.getFileName();
        return name != null
                && name.toString().equals(experiment)
                && client.get("/api/v1/experiments").path("experiments").size() == 1;
    }
}
