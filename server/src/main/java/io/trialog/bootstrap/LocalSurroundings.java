package io.trialog.bootstrap;

import io.trialog.event.ExperimentId;
import io.trialog.port.AttemptSurroundings;
import io.trialog.spi.training.AttemptKey;
import io.trialog.trial.TrialTokens;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** What attempts find around them: their place in the data directory, and this server. */
final class LocalSurroundings implements AttemptSurroundings {

    private final Path dataDirectory;
    private final Supplier<URI> url;
    private final TrialTokens tokens;

    LocalSurroundings(Path dataDirectory, Supplier<URI> url, TrialTokens tokens) {
        this.dataDirectory = dataDirectory;
        this.url = url;
        this.tokens = tokens;
    }

    @Override
    public Path directory(AttemptKey key) {
        return DataDirectory.attempt(dataDirectory, key);
    }

    @Override
    public Path checkpoint(ExperimentId experiment, long trial) {
        return DataDirectory.checkpoint(dataDirectory, experiment, trial);
    }

    @Override
    public Path workingCopy(ExperimentId experiment) {
        return DataDirectory.workingCopy(dataDirectory, experiment);
    }

    @Override
    public Map<String, String> environment(AttemptKey key, Duration lease) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("TRIALOG_EXPERIMENT_ID", key.experimentId());
        environment.put("TRIALOG_TRIAL_ID", key.trialId());
        environment.put("TRIALOG_TRIAL_NUMBER", Long.toString(key.trialNumber()));
        environment.put("TRIALOG_ATTEMPT", Integer.toString(key.attempt()));
        environment.put("TRIALOG_SERVER_URL", url.get().toString());
        environment.put(
                "TRIALOG_SERVER_FILE", DataDirectory.serverFile(dataDirectory).toString());
        environment.put("TRIALOG_TOKEN", tokens.of(key));
        environment.put("TRIALOG_METRIC_TRANSPORT", "http");
        environment.put("TRIALOG_LEASE_SECONDS", Long.toString(lease.toSeconds()));
        return environment;
    }
}
