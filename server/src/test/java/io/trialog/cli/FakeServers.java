package io.trialog.cli;

import io.trialog.bootstrap.Home;
import io.trialog.bootstrap.LogImport;
import io.trialog.bootstrap.LogVerification;
import io.trialog.bootstrap.TunerVerification;
import io.trialog.engine.ErrorCode;
import io.trialog.engine.Outcome;
import io.trialog.engine.Rejection;
import io.trialog.event.ExperimentId;
import io.trialog.event.ExperimentState;
import io.trialog.experiment.ConfigProblem;
import io.trialog.experiment.ConfigReference;
import io.trialog.experiment.ConfigResult;
import io.trialog.experiment.ExperimentConfig;
import io.trialog.experiment.InvalidConfigException;
import io.trialog.fixtures.Configs;
import io.trialog.fixtures.InMemoryEventLog;
import io.trialog.fixtures.InMemoryStorePlace;
import io.trialog.port.EventLog;
import io.trialog.projection.ExperimentBoard;
import io.trialog.projection.LiveFeed;
import io.trialog.projection.series.RecordedReports;
import io.trialog.projection.series.SeriesProjection;
import io.trialog.spi.training.AttemptKey;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** One server that tells a story: what happens after a command is what the test says. */
final class FakeServers implements Servers {

    static final String NEW_ID = "q3kx9abd";

    private final Story story;
    final List<String> commands = new ArrayList<>();
    List<ConfigProblem> problems = List.of();
    List<ConfigProblem> warnings = List.of();
    Runnable afterBegin = () -> {};
    Runnable afterStop = () -> {};
    /** What happens after each look of somebody who follows the log. */
    Runnable afterLook = () -> {};

    List<ExperimentId> interrupted = List.of();

    @Nullable
    CommandFailure startFailure;

    @Nullable
    URI owner;

    @Nullable
    String token;

    @Nullable
    StartOptions started;

    boolean closed;

    final CompletableFuture<Void> stopRequest = new CompletableFuture<>();

    FakeServers(Story story) {
        this.story = story;
    }

    @Override
    public ConfigResult configuration(StartOptions options, Path file) {
        if (!problems.isEmpty()) {
            throw new InvalidConfigException(problems);
        }
        return new ConfigResult(Configs.of(4, 2), warnings);
    }

    @Override
    public ConfigResult check(Path data, Home home, Path file) {
        throw new UnsupportedOperationException("a story has no plugins; see ConfigCommandsTest");
    }

    @Override
    public ConfigReference reference(Path data, Home home) {
        throw new UnsupportedOperationException("a story has no plugins; see ConfigCommandsTest");
    }

    @Override
    public RunningServer start(StartOptions options) {
        if (startFailure != null) {
            throw startFailure;
        }
        started = options;
        return new Server();
    }

    @Override
    public RecordedData open(Path data) {
        return new Data();
    }

    @Override
    public RemoteServer connect(URI url) {
        return new FakeRemoteServer(story, url, commands, afterStop);
    }

    @Override
    public boolean hasData(Path folder) {
        return !story.board().experiments().isEmpty();
    }

    @Override
    public DirectoryListing list(Path data) {
        return new DirectoryListing(
                story.board().experiments().stream()
                        .map(experiment -> ListedExperiment.of(experiment, story.now()))
                        .toList(),
                owner(data));
    }

    @Override
    public EventLog log(Path data) {
        return new InMemoryEventLog(story.log().events()); // commands close it
    }

    @Override
    public EventLog follow(Path data) {
        return new FollowedStory(story, afterLook);
    }

    @Override
    public WatchedData watch(Path data) {
        return new WatchedStory(story, afterLook);
    }

    @Override
    public Plugins plugins(Places places) {
        return LocalPlugins.load(List.of());
    }

    @Override
    public LogVerification.Result verify(Path data, LongConsumer onEvent) {
        throw new UnsupportedOperationException("a story is never damaged; see LogVerifyTest");
    }

    @Override
    public LogImport.Result importLog(InputStream export, Path data, boolean partial, LongPredicate onEvent) {
        throw new UnsupportedOperationException("a story is told, not imported; see LogExportImportTest");
    }

    @Override
    public TunerVerification.Result replayTuner(Path data, Home home, ExperimentId experiment, LongConsumer onEvent) {
        throw new UnsupportedOperationException("a story has no tuner; see LogReplayTest");
    }

    @Override
    public Optional<URI> owner(Path data) {
        return Optional.ofNullable(owner);
    }

    private final class Data implements RecordedData {

        private final SeriesProjection series = new SeriesProjection(
                story.log(), new InMemoryStorePlace(), SeriesProjection.PATIENCE, SeriesProjection.PAUSE);

        Data() {
            series.start();
        }

        @Override
        public ExperimentBoard board() {
            return story.board();
        }

        @Override
        public EventLog log() {
            return story.log();
        }

        @Override
        public RecordedReports reports() {
            return new RecordedReports(story.log(), story.board(), series);
        }

        @Override
        public void close() {
            series.close();
        }
    }

    private final class Server implements RunningServer {

        @Override
        public URI url() {
            return URI.create("http://127.0.0.1:8080");
        }

        @Override
        public Optional<String> token() {
            return Optional.ofNullable(token);
        }

        @Override
        public List<ExperimentId> interrupted() {
            return interrupted;
        }

        @Override
        public CompletableFuture<Void> stopRequest() {
            return stopRequest;
        }

        @Override
        public ExperimentBoard board() {
            return story.board();
        }

        @Override
        public LiveFeed feed() {
            return story.feed();
        }

        @Override
        public CompletableFuture<Outcome<ExperimentId>> create(ExperimentId id, ExperimentConfig config) {
            commands.add("create");
            story.created(NEW_ID, config);
            afterBegin.run();
            return accepted(new ExperimentId(NEW_ID));
        }

        @Override
        public CompletableFuture<Outcome<ExperimentId>> resume(ExperimentId id, @Nullable Integer maxTrialNumber) {
            commands.add("resume " + id + " " + maxTrialNumber);
            if (story.summary(id.value()).state() == ExperimentState.DONE && maxTrialNumber == null) {
                return CompletableFuture.completedFuture(new Outcome.Rejected<>(
                        Rejection.of(ErrorCode.EXPERIMENT_STATE, "experiment " + id + " has all its trials")));
            }
            story.enters(id.value(), ExperimentState.RUNNING, "resumed");
            afterBegin.run();
            return accepted(id);
        }

        @Override
        public CompletableFuture<Outcome<ExperimentId>> update(ExperimentId id, Map<String, ?> changes) {
            commands.add("update " + id + " " + changes);
            if (story.summary(id.value()).state() == ExperimentState.DONE) {
                story.enters(id.value(), ExperimentState.RUNNING, "limits changed");
                afterBegin.run();
            }
            return accepted(id);
        }

        @Override
        public CompletableFuture<Outcome<ExperimentId>> retry(ExperimentId id, List<Long> numbers) {
            commands.add("retry " + id + " " + numbers);
            if (story.summary(id.value()).counts().failed() == 0) {
                return CompletableFuture.completedFuture(new Outcome.Rejected<>(
                        Rejection.of(ErrorCode.TRIAL_STATE, "no trial of experiment " + id + " failed")));
            }
            story.enters(id.value(), ExperimentState.RUNNING, "resumed to try trials again");
            afterBegin.run();
            return accepted(id);
        }

        @Override
        public CompletableFuture<Outcome<ExperimentId>> stop(ExperimentId id, String reason) {
            commands.add("stop " + id + " " + reason);
            story.enters(id.value(), ExperimentState.STOPPING, reason);
            afterStop.run();
            return accepted(id);
        }

        @Override
        public Path attemptDirectory(AttemptKey key) {
            return Path.of("/data/experiments", key.experimentId(), "trials", key.trialNumber() + "-" + key.attempt());
        }

        @Override
        public void close() {
            closed = true;
        }

        private CompletableFuture<Outcome<ExperimentId>> accepted(ExperimentId id) {
            return CompletableFuture.completedFuture(new Outcome.Accepted<>(id));
        }
    }
}
