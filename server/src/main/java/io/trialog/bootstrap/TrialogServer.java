package io.trialog.bootstrap;

import io.trialog.adapter.http.HttpServerAdapter;
import io.trialog.adapter.yaml.YamlConfigSource;
import io.trialog.engine.Command;
import io.trialog.engine.ErrorCode;
import io.trialog.engine.Outcome;
import io.trialog.engine.Rejection;
import io.trialog.event.ExperimentId;
import io.trialog.experiment.ConfigReader;
import io.trialog.experiment.ConfigResult;
import io.trialog.experiment.CreateExperiment;
import io.trialog.experiment.ExperimentConfig;
import io.trialog.experiment.ResumeExperiment;
import io.trialog.experiment.StopExperiment;
import io.trialog.port.EventLog;
import io.trialog.projection.ExperimentBoard;
import io.trialog.projection.LiveFeed;
import io.trialog.spi.training.AttemptKey;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A running server: the data directory with its log and, unless it only views, the engine; the board; HTTP. Closing it
 * stops serving and leaves running trials alone.
 */
public final class TrialogServer implements AutoCloseable {
}
