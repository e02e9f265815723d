package io.trialog.cli;

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

/** The server in this process, as far as commands need it. */
interface RunningServer extends AutoCloseable {

    URI url();

    /** What clients must show, when it listens beyond this machine. */
    Optional<String> token();

    /** The experiments that ran when the server before this one ended; nobody goes on with them yet. */
    List<ExperimentId> interrupted();

    /** Completes when a client asks it to stop. */
    CompletableFuture<Void> stopRequest();

    ExperimentBoard board();

    LiveFeed feed();

    CompletableFuture<Outcome<ExperimentId>> create(ExperimentId id, ExperimentConfig config);

    CompletableFuture<Outcome<ExperimentId>> resume(ExperimentId id, @Nullable Integer maxTrialNumber);

    /** Changes limits, by their names in the configuration. */
    CompletableFuture<Outcome<ExperimentId>> update(ExperimentId id, Map<String, ?> changes);

    /** Has trials tried again; none named means all that failed or ran too long. */
    CompletableFuture<Outcome<ExperimentId>> retry(ExperimentId id, List<Long> numbers);

    CompletableFuture<Outcome<ExperimentId>> stop(ExperimentId id, String reason);

    /** Where an attempt's output and own files are. */
    Path attemptDirectory(AttemptKey key);

    /** Stops serving; trials run on. */
    @Override
    void close();
}
