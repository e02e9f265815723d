package io.trialog.launch;

import io.trialog.adapter.rocksdb.Durability;
import io.trialog.bootstrap.Durabilities;
import io.trialog.bootstrap.Home;
import io.trialog.bootstrap.RecordedExperiments;
import io.trialog.bootstrap.ServerOptions;
import io.trialog.bootstrap.StartupException;
import io.trialog.bootstrap.TrialogServer;
import io.trialog.engine.Outcome;
import io.trialog.event.ExperimentId;
import io.trialog.experiment.ConfigNode;
import io.trialog.experiment.ConfigProblem;
import io.trialog.experiment.ConfigResult;
import io.trialog.experiment.InvalidConfigException;
import io.trialog.experiment.RunSettings;
import io.trialog.port.Neighbours;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts servers in this process, on data directories of the home. */
final class Places {

    private static final Logger LOG = LoggerFactory.getLogger(Experiment.class);
    private static final String LOOPBACK = "127.0.0.1";

    /** An experiment that runs, and where. */
    record Started(String id, Host host) {}

    private final Home home;

    Places(Home home) {
        this.home = home;
    }

    /** Those that the environment of this process names. */
    static Places ofThisProcess() {
        return new Places(Home.of(System.getenv()));
    }

    /** A new experiment. */
    Started create(ExperimentConfig config, int port) {
        ExperimentId id = TrialogServer.newId();
        ConfigResult read = read(config, options(home.ofExperiment(id), port, false));
        read.warnings().forEach(warning -> LOG.warn("{}", warning));
        RunSettings settings = read.config().run();
        String folder = settings.workingDirectory();
        Path data = folder == null ? home.ofExperiment(id) : Path.of(folder).resolve(id.value());
        RunSettings.Durability wished = settings.durability();
        Durability durability = wished == null ? Durability.SYNC : Durabilities.ofLog(wished);
        ServerOptions options = options(data, port, false, durability);
        return new Started(id.value(), begin(options, id, server -> server.create(id, read.config())));
    }

    /** An experiment at rest goes on. */
    Host resume(ExperimentId id, int port) {
        return begin(options(dataDirectory(id), port, false), id, server -> server.resume(id, null));
    }

    /** An experiment at rest is only shown. */
    Host view(ExperimentId id, int port) {
        Path data = dataDirectory(id);
        return new EmbeddedHost(start(options(data, port, true)), true, id.value(), recorded(data));
    }

    /** Answers questions about a data directory at rest. */
    Host recorded(Path data) {
        return new RecordedHost(options(data, 0, true));
    }

    private Host begin(
            ServerOptions options,
            ExperimentId id,
            Function<TrialogServer, CompletableFuture<Outcome<ExperimentId>>> beginning) {
        TrialogServer server = start(options);
        try {
            Outcome<ExperimentId> outcome = beginning.apply(server).join();
            if (outcome instanceof Outcome.Rejected<ExperimentId> refused) {
                throw new LaunchException(refused.rejection().message());
            }
            LOG.info("experiment {} runs, see {}", id, server.url());
            return new EmbeddedHost(server, false, id.value(), recorded(options.dataDirectory()));
        } catch (CompletionException e) {
            server.close();
            throw new LaunchException("the server failed: " + e.getCause(), e);
        } catch (LaunchException e) {
            server.close();
            throw e;
        }
    }

    /** The directory named after the experiment, or the one among all others that has it. */
    private Path dataDirectory(ExperimentId id) {
        Path own = home.ofExperiment(id);
        return Home.isDataDirectory(own) && has(own, id)
                ? own
                : home.dataDirectories().stream()
                        .filter(directory -> has(directory, id))
                        .findFirst()
                        .orElseThrow(() -> new LaunchException("there is no experiment " + id + " in " + home.path()
                                + " (expected: an id that 'trialog list' shows; TRIALOG_HOME names the place)"));
    }

    private static boolean has(Path directory, ExperimentId id) {
        try (RecordedExperiments recorded = RecordedExperiments.open(directory)) {
            return recorded.board().experiment(id).isPresent();
        } catch (RuntimeException e) {
            LOG.warn("cannot look for experiments in {}: {}", directory, e.toString());
            return false;
        }
    }

    private static TrialogServer start(ServerOptions options) {
        try {
            return TrialogServer.start(options);
        } catch (StartupException e) {
            throw new LaunchException(String.valueOf(e.getMessage()), e);
        }
    }

    private static ConfigResult read(ExperimentConfig config, ServerOptions options) {
        try {
            return TrialogServer.configuration(options, ConfigNode.of(config.asMap()), Path.of(""));
        } catch (InvalidConfigException e) {
            List<String> problems =
                    e.problems().stream().map(ConfigProblem::toString).toList();
            throw new LaunchException(
                    "the configuration has " + (problems.size() == 1 ? "a problem" : problems.size() + " problems")
                            + "; nothing was started",
                    problems);
        }
    }

    private ServerOptions options(Path data, int port, boolean view) {
        return options(data, port, view, Durability.SYNC);
    }

    private ServerOptions options(Path data, int port, boolean view, Durability durability) {
        return new ServerOptions(
                data, LOOPBACK, port, view, durability, List.of(home.plugins()), null, home, false, Neighbours.NONE);
    }
}
