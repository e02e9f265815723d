package io.trialog.bootstrap;

import io.trialog.adapter.http.HttpDependencies;
import io.trialog.adapter.http.HttpServerAdapter;
import io.trialog.adapter.http.JsonTrialFormat;
import io.trialog.adapter.json.EventLines;
import io.trialog.adapter.kafka.KafkaDependencies;
import io.trialog.adapter.kafka.KafkaTransports;
import io.trialog.adapter.plugin.AlgorithmList;
import io.trialog.adapter.plugin.CatalogPlugins;
import io.trialog.adapter.plugin.PluginCatalog;
import io.trialog.adapter.plugin.PluginLoader;
import io.trialog.adapter.rocksdb.RocksEventLog;
import io.trialog.adapter.rocksdb.RocksStorePlace;
import io.trialog.adapter.rocksdb.ViewedStorePlace;
import io.trialog.adapter.snapshot.SnapshotFiles;
import io.trialog.adapter.telemetry.Telemetry;
import io.trialog.adapter.yaml.YamlConfigSource;
import io.trialog.engine.Command;
import io.trialog.engine.CommandSender;
import io.trialog.engine.Engine;
import io.trialog.event.ExperimentId;
import io.trialog.event.ExperimentState;
import io.trialog.event.RecordedEvent;
import io.trialog.experiment.ConfigNode;
import io.trialog.experiment.ConfigReader;
import io.trialog.experiment.UpdateExperiment;
import io.trialog.experiment.UpdateReader;
import io.trialog.port.Clock;
import io.trialog.port.EventLog;
import io.trialog.port.EventLogException;
import io.trialog.port.IdSource;
import io.trialog.port.SnapshotHeader.Kind;
import io.trialog.port.SnapshotStore;
import io.trialog.port.SortedStorePlace;
import io.trialog.projection.ExperimentBoard;
import io.trialog.projection.ExperimentSummary;
import io.trialog.projection.LiveFeed;
import io.trialog.projection.activity.LaunchWaits;
import io.trialog.projection.series.SeriesProjection;
import io.trialog.scheduling.ExperimentRuntimes;
import io.trialog.scheduling.LeaseWatch;
import io.trialog.trial.TrialTokens;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The object graph of a server: built in order by {@link #start}, closed in the opposite order. */
final class ServerParts implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ServerParts.class);
    /** How many commands may wait for the engine; a request with many reports is one command. */
    private static final int QUEUE_CAPACITY = 8192;

    private final ServerOptions options;
    private final Deque<AutoCloseable> closing = new ArrayDeque<>();
    private final LiveFeed feed = new LiveFeed();
    private final LeaseWatch leases = new LeaseWatch(System::nanoTime, this::recordLater);
    private final IdSource ids = new RandomIds();
    private final Telemetry telemetry = new Telemetry();
    private final SteadyClock clock;
    private final LaunchWaits waits;
    private volatile @Nullable CommandSender outcomes;
    private volatile URI url;
    private final ServerToken token;
    private final @Nullable DataDirectory owned;
    private final CatalogPlugins plugins;
    private final Map<String, @Nullable Object> algorithms;
    private final ConfigReader configReader;
    private final EventLog log;
    private final SeriesProjection series;
    private final ExperimentBoard board;
    private final WorkingCopies copies;
    private final @Nullable Engine engine;
    private final List<ExperimentId> interrupted = new ArrayList<>();
    private final CompletableFuture<Void> stopRequest = new CompletableFuture<>();

    private ServerParts(ServerOptions options, Clock clock) {
        this.options = options;
        this.clock = new SteadyClock(clock, System::nanoTime);
        this.waits = new LaunchWaits(this.clock);
        this.url = address(options.host(), options.port());
        this.token = ServerToken.of(options);
        opened(telemetry);
        boolean built = false;
        try {
            this.owned = options.view() ? null : claim();
            RocksEventLog.prepare(); // while plugins load
            PluginCatalog catalog = opened(new PluginLoader().load(pluginDirectories(options)));
            this.plugins = new CatalogPlugins(catalog);
            this.algorithms = AlgorithmList.of(catalog);
            this.configReader = new ConfigReader(plugins, ids, new YamlConfigSource())
                    .onServer(Durabilities.configured(options.durability()));
            this.log = opened(openLog());
            this.series =
                    opened(new SeriesProjection(log, seriesPlace(), SeriesProjection.PATIENCE, SeriesProjection.PAUSE));
            SnapshotStore snapshots = options.view()
                    ? RecordedExperiments.snapshots(root())
                    : SnapshotFiles.in(DataDirectory.snapshots(root()));
            this.board = options.view()
                    ? RecordedExperiments.board(log, snapshots)
                    : RecordedExperiments.newest(log, snapshots);
            telemetry.watch(board);
            this.copies = new WorkingCopies(root(), board);
            this.engine = options.view() ? viewed() : running(snapshots);
            listen();
            built = true;
        } finally {
            if (!built) {
                close();
            }
        }
    }

    /** Builds and starts everything. */
    static ServerParts start(ServerOptions options, Clock clock) {
        return new ServerParts(options, clock);
    }

    URI url() {
        return url;
    }

    Optional<String> token() {
        return Optional.ofNullable(token.value());
    }

    ExperimentBoard board() {
        return board;
    }

    LiveFeed feed() {
        return feed;
    }

    WorkingCopies copies() {
        return copies;
    }

    EventLog log() {
        return log;
    }

    IdSource ids() {
        return ids;
    }

    Path root() {
        return options.dataDirectory();
    }

    /** The engine; none when this server only views. */
    Optional<Engine> engine() {
        return Optional.ofNullable(engine);
    }

    /** The experiments that ran when the server before this one ended. */
    List<ExperimentId> interrupted() {
        return List.copyOf(interrupted);
    }

    /** Completes when a client asks this server to stop. */
    CompletableFuture<Void> stopRequest() {
        return stopRequest;
    }

    @Override
    public void close() {
        while (!closing.isEmpty()) {
            try {
                closing.pop().close();
            } catch (Exception e) {
                LOG.warn("a part of the server did not close", e);
            }
        }
    }

    /** Where plugins may lie: in the installation and in the data directory. */
    static List<Path> pluginDirectories(ServerOptions options) {
        List<Path> all = new ArrayList<>(options.pluginDirectories());
        all.add(DataDirectory.plugins(options.dataDirectory()));
        return all;
    }

    private DataDirectory claim() {
        try {
            DataDirectory claimed = opened(DataDirectory.claim(root(), url.toString()));
            register();
            return claimed;
        } catch (DataDirectoryException e) {
            throw new StartupException(String.valueOf(e.getMessage()), e);
        }
    }

    /** It is found by its path all the same. */
    private void register() {
        Home home = options.home();
        if (home != null) {
            try {
                home.register(root());
            } catch (DataDirectoryException e) {
                LOG.warn("'trialog list' will not show this data directory: {}", e.getMessage());
            }
        }
    }

    private EventLog openLog() {
        if (options.view()) {
            return RecordedExperiments.openLog(root());
        }
        try {
            return RocksEventLog.open(DataDirectory.log(root()), options.durability(), telemetry::synced);
        } catch (EventLogException e) {
            throw new StartupException(String.valueOf(e.getMessage()), e);
        }
    }

    private SortedStorePlace seriesPlace() {
        Path folder = DataDirectory.series(root());
        return options.view() ? new ViewedStorePlace(folder) : new RocksStorePlace(folder);
    }

    /** A server that only views gives out no tokens and takes no reports. */
    private byte[] secret() {
        return owned == null ? new byte[32] : owned.secret();
    }

    private @Nullable Engine viewed() {
        feed.startAfter(board.position());
        series.start();
        return null;
    }

    private Engine running(SnapshotStore snapshots) {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "trialog-timer");
            thread.setDaemon(true);
            return thread;
        });
        opened(timer::shutdownNow);
        log.at(log.lastPosition()).map(RecordedEvent::at).ifPresent(clock::startFrom);
        SnapshotStore.Found<ExperimentCore> known = snapshots
                .newest(Kind.STATE, log, ExperimentCore::of)
                .orElseGet(() -> new SnapshotStore.Found<>(0, new ExperimentCore()));
        ExperimentCore core = known.content();
        SnapshotKeeper keeper = new SnapshotKeeper(
                core,
                board,
                log,
                snapshots,
                SnapshotKeeper.schedule(clock, Math.min(known.position(), board.position())),
                clock);
        AtomicReference<@Nullable ExperimentRuntimes> effects = new AtomicReference<>();
        DeletedFiles deletedFiles = new DeletedFiles(root());
        Engine made = new Engine(
                log,
                core.commands(),
                core.appliers(),
                core.followUp(),
                List.of(
                        events -> events.forEach(board::apply),
                        series,
                        leases,
                        events -> runtimes(effects).committed(events),
                        deletedFiles,
                        telemetry.events(),
                        feed),
                clock,
                new HaltOnFault(),
                QUEUE_CAPACITY);
        telemetry.watch(made);
        CommandSender sender = new CommandSender(made, timer);
        outcomes = sender;
        ScheduledFuture<?> unused = timer.scheduleWithFixedDelay(
                leases::tick, LeaseWatch.TICK.toMillis(), LeaseWatch.TICK.toMillis(), TimeUnit.MILLISECONDS);
        JsonTrialFormat format = new JsonTrialFormat();
        TrialTokens tokens = new TrialTokens(secret());
        KafkaTransports transports = new KafkaTransports(new KafkaDependencies(
                command -> made.submit(command),
                board,
                log,
                feed,
                tokens,
                leases,
                DataDirectory.feeds(root()),
                telemetry.kafka()));
        LocalSurroundings surroundings = new LocalSurroundings(root(), this::url, tokens);
        ExperimentRuntimes runtimes = new ExperimentRuntimes(
                log,
                board,
                new ExperimentFollowers(
                        plugins,
                        telemetry.timed(plugins, plugins::nameOf),
                        surroundings,
                        transports,
                        format,
                        board,
                        waits,
                        sender),
                transports,
                sender,
                timer,
                clock);
        effects.set(runtimes);
        made.replay(known.position(), board.position(), recorded -> {
            board.apply(recorded);
            deletedFiles.heard(recorded);
        });
        opened(deletedFiles).start();
        core.begin(leases);
        transports.goOnFrom(core.consumed());
        feed.startAfter(board.position());
        made.betweenBatches(keeper);
        interrupted.addAll(inState(ExperimentState::isActive));
        opened(keeper);
        opened(made);
        opened(runtimes);
        opened(transports);
        series.start();
        made.start();
        made.submit(new RecordServerStart(
                        ServerVersion.current(), ProcessHandle.current().pid()))
                .join();
        runtimes.begin();
        return made;
    }

    /** In view mode nobody is heard of, and nothing recorded. */
    private void recordLater(Command<?> command) {
        CommandSender sender = outcomes;
        if (sender != null) {
            sender.post(command);
        }
    }

    private List<ExperimentId> inState(Predicate<ExperimentState> wanted) {
        return board.experiments().stream()
                .filter(experiment -> wanted.test(experiment.state()))
                .map(ExperimentSummary::id)
                .toList();
    }

    private static ExperimentRuntimes runtimes(AtomicReference<@Nullable ExperimentRuntimes> effects) {
        ExperimentRuntimes runtimes = effects.get();
        if (runtimes == null) {
            throw new IllegalStateException("the engine runs before its effects are there");
        }
        return runtimes;
    }

    private void listen() {
        HttpDependencies dependencies = new HttpDependencies(
                engine,
                board,
                feed,
                log,
                series,
                new TrialTokens(secret()),
                waits,
                leases,
                new ReceivedConfigurations(configReader, copies),
                this::parseUpdate,
                ids,
                clock,
                new EventLines()::format,
                key -> DataDirectory.attempt(root(), key),
                new io.trialog.adapter.http.ServerInfo(
                        ServerVersion.current(), root(), ProcessHandle.current().pid(), clock.now()),
                token.value(),
                algorithms,
                options.neighbours(),
                () -> stopRequest.complete(null),
                telemetry::answered,
                telemetry::scrape);
        HttpServerAdapter http = opened(new HttpServerAdapter(dependencies));
        telemetry.watchStreams(http::viewers);
        url = address(options.host(), new PortSearch(options).listen(http::start));
        if (owned != null) {
            owned.updateUrl(url.toString());
        }
    }

    private UpdateExperiment parseUpdate(ExperimentSummary experiment, String text) {
        return readUpdate(experiment, new YamlConfigSource().parse(text));
    }

    /** @throws io.trialog.experiment.InvalidConfigException with all problems */
    UpdateExperiment readUpdate(ExperimentSummary experiment, ConfigNode written) {
        return new UpdateReader(plugins).read(experiment.id(), experiment.created(), written);
    }

    private <T extends AutoCloseable> T opened(T part) {
        closing.push(part);
        return part;
    }

    private static URI address(String host, int port) {
        boolean any = host.equals("0.0.0.0") || host.equals("::");
        String shown = any ? "127.0.0.1" : host.contains(":") ? "[" + host + "]" : host;
        return URI.create("http://" + shown + ":" + port);
    }
}
