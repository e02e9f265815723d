package io.trialog.cli;

import io.trialog.bootstrap.DataDirectory;
import io.trialog.bootstrap.DataDirectoryException;
import io.trialog.bootstrap.FollowedExperiments;
import io.trialog.bootstrap.Home;
import io.trialog.bootstrap.LogImport;
import io.trialog.bootstrap.LogVerification;
import io.trialog.bootstrap.RecordedExperiments;
import io.trialog.bootstrap.ServerOptions;
import io.trialog.bootstrap.StartupException;
import io.trialog.bootstrap.TrialogServer;
import io.trialog.bootstrap.TunerVerification;
import io.trialog.event.ExperimentId;
import io.trialog.event.RecordedEvent;
import io.trialog.event.ServerStarted;
import io.trialog.experiment.ConfigReference;
import io.trialog.experiment.ConfigResult;
import io.trialog.port.Clock;
import io.trialog.port.EventLog;
import io.trialog.port.EventLogException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Servers in this process, and data directories on this machine. */
final class LocalServers implements Servers {

    private final Map<String, String> environment;
    private final Clock clock;

    LocalServers(Map<String, String> environment, Clock clock) {
        this.environment = environment;
        this.clock = clock;
    }

    @Override
    public ConfigResult configuration(StartOptions options, Path file) {
        return TrialogServer.configuration(serverOptions(options), file);
    }

    @Override
    public ConfigResult check(Path data, Home home, Path file) {
        return configuration(StartOptions.passing(data, home, true), file);
    }

    @Override
    public ConfigReference reference(Path data, Home home) {
        return TrialogServer.reference(serverOptions(StartOptions.passing(data, home, true)));
    }

    @Override
    public RunningServer start(StartOptions options) {
        TrialogServer server = orFail(() -> TrialogServer.start(serverOptions(options)));
        if (!options.view()) {
            ProgramLog.writeTo(options.data());
        }
        return new LocalServer(server);
    }

    @Override
    public RecordedData open(Path data) {
        RecordedExperiments recorded = orFail(() -> RecordedExperiments.open(data));
        if (owner(data).isEmpty()) {
            // what the next server will record first: nothing runs since the last one ended
            recorded.board()
                    .apply(new RecordedEvent(
                            recorded.log().lastPosition() + 1,
                            clock.now(),
                            "look",
                            new ServerStarted(
                                    ProgramVersion.current(),
                                    ProcessHandle.current().pid())));
        }
        return new LocalData(recorded);
    }

    @Override
    public boolean hasData(Path folder) {
        return Home.isDataDirectory(folder);
    }

    @Override
    public DirectoryListing list(Path data) {
        try {
            Optional<URI> owner = owner(data);
            ListingCache cache = new ListingCache(data);
            String log = cache.log();
            Optional<List<ListedExperiment>> kept = owner.isPresent() ? Optional.empty() : cache.read(log);
            if (kept.isPresent()) {
                return new DirectoryListing(kept.get(), owner);
            }
            List<ListedExperiment> read = read(data);
            if (owner.isEmpty() && owner(data).isEmpty() && cache.log().equals(log)) {
                cache.write(log, read);
            }
            return new DirectoryListing(read, owner);
        } catch (IOException | DataDirectoryException e) {
            throw new CommandFailure(ExitCode.UNAVAILABLE, data + ": cannot read: " + e.getMessage(), e);
        }
    }

    private List<ListedExperiment> read(Path data) {
        try (RecordedData recorded = open(data)) {
            return recorded.board().experiments().stream()
                    .map(experiment -> ListedExperiment.of(experiment, clock.now()))
                    .toList();
        }
    }

    @Override
    public Plugins plugins(Places places) {
        List<Path> directories = new ArrayList<>(pluginDirectories(places.home()));
        if (places.single() != null) {
            directories.add(DataDirectory.plugins(places.single()));
        }
        return LocalPlugins.load(directories);
    }

    @Override
    public RemoteServer connect(URI url) {
        return new HttpRemoteServer(url, token());
    }

    @Override
    public EventLog log(Path data) {
        return orFail(() -> RecordedExperiments.openLog(data));
    }

    @Override
    public EventLog follow(Path data) {
        return orFail(() -> RecordedExperiments.followLog(data));
    }

    @Override
    public WatchedData watch(Path data) {
        return new LocalWatchedData(orFail(() -> FollowedExperiments.open(data)));
    }

    @Override
    public LogVerification.Result verify(Path data, LongConsumer onEvent) {
        return orFail(() -> LogVerification.run(data, onEvent));
    }

    @Override
    public LogImport.Result importLog(InputStream export, Path data, boolean partial, LongPredicate onEvent)
            throws IOException {
        try {
            return LogImport.run(export, data, partial, onEvent);
        } catch (StartupException e) {
            throw new CommandFailure(ExitCode.UNAVAILABLE, String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public TunerVerification.Result replayTuner(Path data, Home home, ExperimentId experiment, LongConsumer onEvent) {
        StartOptions options = StartOptions.passing(data, home, true);
        return orFail(() -> TunerVerification.run(serverOptions(options), experiment, onEvent));
    }

    @Override
    public Optional<URI> owner(Path data) {
        return RecordedExperiments.owner(data);
    }

    private ServerOptions serverOptions(StartOptions options) {
        return new ServerOptions(
                options.data(),
                options.host(),
                options.port(),
                options.view(),
                options.durability(),
                pluginDirectories(options.home()),
                token(),
                options.home(),
                options.isPortWished(),
                new HomeNeighbours(this, options.home(), options.data()));
    }

    /** Plugins of the installation and of the home; those of the data directory are found by the server. */
    private static List<Path> pluginDirectories(Home home) {
        String installation = System.getProperty("trialog.home");
        return installation == null
                ? List.of(home.plugins())
                : List.of(Path.of(installation, "plugins"), home.plugins());
    }

    /** A server token that stays the same from start to start. A variable, as command lines are visible to all users. */
    private @Nullable String token() {
        String token = environment.getOrDefault("TRIALOG_SERVER_TOKEN", "");
        return token.isBlank() ? null : token;
    }

    private static <T> T orFail(Supplier<T> action) {
        try {
            return action.get();
        } catch (StartupException | EventLogException e) {
            throw new CommandFailure(ExitCode.UNAVAILABLE, String.valueOf(e.getMessage()), e);
        }
    }
}
