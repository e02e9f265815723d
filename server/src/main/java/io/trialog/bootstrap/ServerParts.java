package io.trialog.bootstrap;

import io.trialog.adapter.json.EventLines;
import io.trialog.adapter.plugin.CatalogPlugins;
import io.trialog.adapter.plugin.PluginCatalog;
import io.trialog.adapter.plugin.PluginLoader;
import io.trialog.adapter.rocksdb.RocksEventLog;
import io.trialog.adapter.yaml.YamlConfigSource;
import io.trialog.engine.CommandSender;
import io.trialog.engine.Engine;
import io.trialog.event.ExperimentId;
import io.trialog.event.RecordedEvent;
import io.trialog.experiment.ConfigReader;
import io.trialog.port.Clock;
import io.trialog.port.EventLog;
import io.trialog.port.IdSource;
import io.trialog.projection.ExperimentBoard;
import io.trialog.projection.ExperimentSummary;
import io.trialog.projection.LiveFeed;
import io.trialog.scheduling.ExperimentRuntimes;
import io.trialog.spi.training.AttemptKey;
import io.trialog.trial.TrialTokens;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/** The object graph of a server, built in order and closed in the opposite one. */
final class ServerParts implements AutoCloseable {

    /** How many commands may wait; a report request is one command. */
    private static final int QUEUE_CAPACITY = 8192;

    private final List<AutoCloseable> closing = new ArrayList<>();
    private final ServerOptions options;

    private ServerParts(ServerOptions options) {
        this.options = options;
    }
}
