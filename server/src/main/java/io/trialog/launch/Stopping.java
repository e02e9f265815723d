package io.trialog.launch;

import com.fasterxml.jackson.databind.JsonNode;
import io.trialog.event.ExperimentState;
import java.time.Duration;

/** Stops an experiment and waits until its trials have ended. */
final class Stopping {

    private final Server client;
    private final String path;

    Stopping(Server client, String experiment) {
        this.client = client;
        this.path = "/api/v1/experiments/" + experiment;
    }

    /** Does nothing when nothing runs. */
    void run(Duration patience) {
        if (!isUnderWay(client.get(path))) {
            return;
        }
        try {
            client.post(path + "/stop", null);
        } catch (LaunchException e) {
            if (isUnderWay(client.get(path))) {
                throw e;
            }
            return; // it came to rest by itself in the meantime
        }
        Polling.until(() -> !isUnderWay(client.get(path)), patience);
    }

    private static boolean isUnderWay(JsonNode experiment) {
        return ExperimentState.valueOf(experiment.path("state").asText())
                .needsStop(experiment.at("/counts/running").asInt());
    }
}
