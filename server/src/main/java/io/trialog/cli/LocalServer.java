package io.trialog.cli;

import io.trialog.bootstrap.TrialogServer;
import io.trialog.engine.Outcome;
import io.trialog.event.ExperimentId;
import io.trialog.experiment.ExperimentConfig;
import io.trialog.projection.ExperimentBoard;
import io.trialog.projection.LiveFeed;
import io.trialog.spi.training.AttemptKey;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The server of {@code bootstrap}. */
record LocalServer(TrialogServer server) implements RunningServer {

    @Override
    public URI url() {
        return server.url();
    }

    @Override
    public Optional<String> token() {
        return server.token();
    }

    @Override
    public List<ExperimentId> interrupted() {
        return server.interrupted();
    }

    @Override
    public CompletableFuture<Void> stopRequest() {
        return server.stopRequest();
    }

    @Override
    public ExperimentBoard board() {
        return server.board();
    }

    @Override
    public LiveFeed feed() {
        return server.feed();
    }

    @Override
    public CompletableFuture<Outcome<ExperimentId>> create(ExperimentId id, ExperimentConfig config) {
        return server.create(id, config);
    }

    @Override
    public CompletableFuture<Outcome<ExperimentId>> resume(ExperimentId id, @Nullable Integer maxTrialNumber) {
        return server.resume(id, maxTrialNumber);
    }

    @Override
    public CompletableFuture<Outcome<ExperimentId>> update(ExperimentId id, Map<String, ?> changes) {
        return server.update(id, changes);
    }

    @Override
    public CompletableFuture<Outcome<ExperimentId>> retry(ExperimentId id, List<Long> numbers) {
        return server.retry(id, numbers)
                .thenApply(outcome -> outcome.fold(retried -> new Outcome.Accepted<>(id), Outcome.Rejected::new));
    }

    @Override
    public CompletableFuture<Outcome<ExperimentId>> stop(ExperimentId id, String reason) {
        return server.stop(id, reason);
    }

    @Override
    public Path attemptDirectory(AttemptKey key) {
        return server.attemptDirectory(key);
    }

    @Override
    public void close() {
        server.close();
    }
}
