package io.trialog.bootstrap;

import io.trialog.adapter.plugin.CatalogPlugins;
import io.trialog.adapter.plugin.PluginCatalog;
import io.trialog.adapter.plugin.PluginLoader;
import io.trialog.adapter.yaml.YamlConfigSource;
import io.trialog.engine.Command;
import io.trialog.engine.ErrorCode;
import io.trialog.engine.Outcome;
import io.trialog.engine.Rejection;
import io.trialog.event.ExperimentId;
import io.trialog.experiment.ConfigNode;
import io.trialog.experiment.ConfigReader;
import io.trialog.experiment.ConfigReference;
import io.trialog.experiment.ConfigResult;
import io.trialog.experiment.CreateExperiment;
import io.trialog.experiment.DeleteExperiment;
import io.trialog.experiment.EnqueueTrials;
import io.trialog.experiment.ExperimentConfig;
import io.trialog.experiment.ImportResults;
import io.trialog.experiment.InvalidConfigException;
import io.trialog.experiment.ResumeExperiment;
import io.trialog.experiment.RetryTrials;
import io.trialog.experiment.StopExperiment;
import io.trialog.port.Clock;
import io.trialog.port.EventLog;
import io.trialog.projection.ExperimentBoard;
import io.trialog.projection.ExperimentSummary;
import io.trialog.projection.LiveFeed;
import io.trialog.spi.problem.Problem;
import io.trialog.spi.space.Configuration;
import io.trialog.spi.training.AttemptKey;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * A running server: a data directory with its log and, unless it only views, the engine with its effects; the board; HTTP.
 * Closing it stops serving and leaves running trials alone: the next server finds them. Any thread.
 */
public final class TrialogServer implements AutoCloseable {

    private final ServerParts parts;

    private TrialogServer(ServerParts parts) {
        this.parts = parts;
    }

    /**
     * Starts a server.
     *
     * @throws StartupException when the data directory belongs to another process, the log is damaged, the port is taken:
     *     says what to do
     */
    public static TrialogServer start(ServerOptions options) {
        return start(options, Instant::now);
    }

    /**
     * Starts a server.
     *
     * @param clock the time of day, which may be set at any time
     */
    static TrialogServer start(ServerOptions options, Clock clock) {
        return new TrialogServer(ServerParts.start(options, clock));
    }

    /**
     * Reads a configuration file, with the plugins that a server started like this would have. Touches nothing else.
     *
     * @throws io.trialog.experiment.InvalidConfigException with all problems
     */
    public static ConfigResult configuration(ServerOptions options, Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        Path folder = absolute.getParent();
        return configuration(options, new YamlConfigSource().read(absolute), folder == null ? absolute : folder);
    }

    /**
     * Reads a configuration as {@link #configuration(ServerOptions, Path)} does.
     *
     * @param base what relative paths in it are relative to
     * @throws io.trialog.experiment.InvalidConfigException with all problems
     */
    public static ConfigResult configuration(ServerOptions options, ConfigNode written, Path base) {
        try (PluginCatalog catalog = new PluginLoader().load(ServerParts.pluginDirectories(options))) {
            return new ConfigReader(new CatalogPlugins(catalog), new RandomIds(), new YamlConfigSource())
                    .read(written, base);
        }
    }

    /** What a configuration may hold, with the plugins that a server started like this would have. */
    public static ConfigReference reference(ServerOptions options) {
        try (PluginCatalog catalog = new PluginLoader().load(ServerParts.pluginDirectories(options))) {
            return ConfigReference.of(new CatalogPlugins(catalog));
        }
    }

    /** Where it answers. */
    public URI url() {
        return parts.url();
    }

    /** What clients must present; present when it listens beyond loopback or a token was given. */
    public Optional<String> token() {
        return parts.token();
    }

    /** What is recorded, as people see it. */
    public ExperimentBoard board() {
        return parts.board();
    }

    /** What is being recorded. */
    public LiveFeed feed() {
        return parts.feed();
    }

    /** All that is recorded. */
    public EventLog log() {
        return parts.log();
    }

    /** Creates an experiment under a new id and starts it. */
    public CompletableFuture<Outcome<ExperimentId>> create(ExperimentConfig config) {
        return create(newId(), config);
    }

    /** Creates an experiment and starts it; copies its code first, in the calling thread, if it wants that. */
    public CompletableFuture<Outcome<ExperimentId>> create(ExperimentId id, ExperimentConfig config) {
        return parts.copies()
                .make(id, config)
                .map(problem -> CompletableFuture.<Outcome<ExperimentId>>completedFuture(
                        new Outcome.Rejected<>(Rejection.of(ErrorCode.CONFIG_INVALID, problem.toString()))))
                .orElseGet(() -> submit(new CreateExperiment(id, config)));
    }

    /** An id that no experiment has. */
    public static ExperimentId newId() {
        return new ExperimentId(new RandomIds().experimentId());
    }

    /**
     * Completes when a client asks this server to stop, by {@code POST /api/v1/server/stop}. Whoever started the server then
     * stops its experiments and closes it.
     */
    public CompletableFuture<Void> stopRequest() {
        return parts.stopRequest().copy();
    }

    /**
     * Goes on with an experiment.
     *
     * @param maxTrialNumber a new limit; null leaves it
     */
    public CompletableFuture<Outcome<ExperimentId>> resume(ExperimentId id, @Nullable Integer maxTrialNumber) {
        return submit(new ResumeExperiment(id, maxTrialNumber));
    }

    /**
     * Gives trials that ended without success another attempt, and goes on with their experiment if it is not running.
     *
     * @param numbers the trials; empty for all that failed or ran too long
     */
    public CompletableFuture<Outcome<List<Long>>> retry(ExperimentId id, List<Long> numbers) {
        return submit(new RetryTrials(id, numbers));
    }

    /**
     * Changes what holds for an experiment; all of it, or nothing. Asks plugins on a thread of its own.
     *
     * @param changes some of the configuration's keys with their new values; null removes a limit
     */
    public CompletableFuture<Outcome<ExperimentId>> update(ExperimentId id, Map<String, ?> changes) {
        Optional<ExperimentSummary> experiment = parts.board().experiment(id);
        if (experiment.isEmpty()) {
            return rejected(Rejection.of(ErrorCode.EXPERIMENT_UNKNOWN, "there is no experiment " + id));
        }
        return CompletableFuture.supplyAsync(() -> parts.readUpdate(experiment.get(), ConfigNode.of(changes)))
                .thenCompose(this::submit)
                .exceptionallyCompose(failure -> rejected(refusal(failure)));
    }

    /** Deletes an experiment that is at rest, with its files. */
    public CompletableFuture<Outcome<ExperimentId>> delete(ExperimentId id) {
        return submit(new DeleteExperiment(id));
    }

    /**
     * Has configurations evaluated: they become trials before the tuner is asked for more, in this order. All of them, or
     * none. The answer is how many wait then.
     */
    public CompletableFuture<Outcome<Integer>> enqueue(ExperimentId id, List<Configuration> configurations) {
        return submit(new EnqueueTrials(id, configurations));
    }

    /**
     * Brings results from elsewhere for the tuner to learn from. All of them, or none. The answer is how many the
     * experiment has then.
     */
    public CompletableFuture<Outcome<Integer>> importResults(ExperimentId id, List<ImportResults.Result> results) {
        return submit(new ImportResults(id, results));
    }

    private static Rejection refusal(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof InvalidConfigException invalid) {
            List<Problem> problems = invalid.problems().stream()
                    .map(problem -> new Problem(problem.path(), problem.message()))
                    .toList();
            return new Rejection(ErrorCode.CONFIG_INVALID, "nothing was changed: " + problems.get(0), problems);
        }
        return Rejection.of(ErrorCode.INTERNAL, "the server failed on this request: " + cause);
    }

    private static <R> CompletableFuture<Outcome<R>> rejected(Rejection rejection) {
        return CompletableFuture.completedFuture(new Outcome.Rejected<>(rejection));
    }

    /** The experiments that ran when the server before this one ended; {@link #resume} continues them. */
    public List<ExperimentId> interrupted() {
        return parts.interrupted();
    }

    /** Stops an experiment with its running trials; they run again when it is resumed. */
    public CompletableFuture<Outcome<ExperimentId>> stop(ExperimentId id, String reason) {
        return submit(new StopExperiment(id, reason));
    }

    /** The directory of an attempt. */
    public Path attemptDirectory(AttemptKey key) {
        return DataDirectory.attempt(parts.root(), key);
    }

    @Override
    public void close() {
        parts.close();
    }

    private <R> CompletableFuture<Outcome<R>> submit(Command<R> command) {
        return parts.engine()
                .map(engine -> engine.submit(command))
                .orElseGet(() ->
                        rejected(Rejection.of(ErrorCode.READ_ONLY, "this server shows recorded experiments only")));
    }
}
