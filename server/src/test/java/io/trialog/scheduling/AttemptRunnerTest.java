package io.trialog.scheduling;

import static io.trialog.fixtures.EngineFixture.X;
import static io.trialog.fixtures.EngineFixture.attempt;
import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.engine.CommandSender;
import io.trialog.event.EndCause;
import io.trialog.event.ExperimentId;
import io.trialog.event.MetricKind;
import io.trialog.event.Outlook;
import io.trialog.event.RecordedEvent;
import io.trialog.event.StopCause;
import io.trialog.event.SuggestionsRequested;
import io.trialog.event.TrialState;
import io.trialog.experiment.ExperimentConfig;
import io.trialog.experiment.RecordSignOfLife;
import io.trialog.experiment.RetryTrials;
import io.trialog.fixtures.Configs;
import io.trialog.fixtures.EngineFixture;
import io.trialog.fixtures.InMemoryTransports;
import io.trialog.fixtures.SameThread;
import io.trialog.metric.Report;
import io.trialog.metric.ReportMetrics;
import io.trialog.port.AttemptSurroundings;
import io.trialog.port.TrialFormat;
import io.trialog.projection.activity.LaunchWaits;
import io.trialog.spi.option.OptionSchema;
import io.trialog.spi.space.Configuration;
import io.trialog.spi.training.AttemptKey;
import io.trialog.spi.training.AttemptListener;
import io.trialog.spi.training.AttemptOutcome;
import io.trialog.spi.training.LaunchRequest;
import io.trialog.spi.training.TrainingService;
import io.trialog.spi.training.TrainingServiceContext;
import io.trialog.spi.training.TrainingServiceFactory;
import io.trialog.spi.tuner.Suggestion;
import io.trialog.trial.AttemptPolicy;
import io.trialog.trial.NonFiniteMetric;
import io.trialog.trial.RecordAttemptEnded;
import io.trialog.trial.RecordSilence;
import io.trialog.trial.StopTrial;
import io.trialog.tuning.RecordSuggestions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a training service is told to do in the life of one trial that is not tried again when it is lost. */
class AttemptRunnerTest {

    private static final ExperimentConfig CONFIG =
            Configs.of(9, 1, null, new AttemptPolicy(0, List.of(), 0, NonFiniteMetric.FAIL, Duration.ofSeconds(77)));

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final EngineFixture fixture = EngineFixture.running(CONFIG);
    private final List<String> calls = new ArrayList<>();
    private final List<LaunchRequest> launches = new ArrayList<>();
    private final InMemoryTransports transports = new InMemoryTransports();
    private boolean tellsCheckpoint;
    private ExperimentConfig config = CONFIG;
    private @Nullable AttemptListener listener;
    private AttemptRunner runner = runner();
    private long heard;

    @AfterEach
    void stop() {
        fixture.close();
        timer.shutdownNow();
    }

    private AttemptRunner runner() {
        return new AttemptRunner(
                X,
                config,
                new FakeFactory(),
                new SameThread(),
                new FakeSurroundings(),
                transports,
                new FakeFormat(),
                tellsCheckpoint,
                fixture.board(),
                new LaunchWaits(() -> Instant.EPOCH),
                new CommandSender(fixture.engine(), timer));
    }

    /** What has happened since comes to the runner. */
    private List<String> hear() {
        calls.clear();
        List<RecordedEvent> news = fixture.events(heard + 1);
        heard += news.size();
        news.forEach(runner::committed);
        return List.copyOf(calls);
    }

    /** As a new server does it: what is open on the board. */
    private List<String> restart() {
        runner = runner();
        calls.clear();
        heard = fixture.events(1).size();
        runner.live();
        return List.copyOf(calls);
    }

    private void start() {
        runner.live();
        fixture.whenTunerAnswers();
        assertThat(hear()).containsExactly("launch x-0/1");
    }

    private void end(int attempt, EndCause cause) {
        fixture.when(new RecordAttemptEnded(attempt(0, attempt), cause, 1, null, null));
    }

    @Test
    void shouldTellTheAttemptItsLease() {
        start();
        assertThat(launches.get(0).environment()).containsEntry("lease", "77");
    }

    @Test
    void shouldLaunchARetryWithTheConfigurationOfTheTrial() {
        // given
        start();
        end(1, EndCause.EXITED);
        hear();

        // when
        fixture.when(new RetryTrials(X, List.of(0L)));

        // then
        assertThat(hear()).contains("launch x-0/2");
        assertThat(launches.get(1).parametersJson())
                .isEqualTo(launches.get(0).parametersJson())
                .isEqualTo("{lr=0.01}");
    }

    @Test
    void shouldKeepTheCheckpointsOfATrialForAllItsAttempts() {
        // given
        start();
        end(1, EndCause.EXITED);

        // when
        fixture.when(new RetryTrials(X, List.of(0L)));
        hear();

        // then
        assertThat(launches)
                .extracting(LaunchRequest::checkpointDirectory)
                .hasSize(2)
                .containsOnly(Optional.of(Path.of("/data/x-0/checkpoint")));
        assertThat(launches).extracting(LaunchRequest::checkpointToCopy).containsOnly(Optional.empty());
    }

    @Test
    void shouldLetATrialStartWithWhatItsParentSaved() {
        // given
        start();
        end(1, EndCause.EXITED);
        hear();

        // when
        Suggestion promoted = Suggestion.of(Configuration.of(Map.of("lr", 0.01)))
                .withBudget(9)
                .continuing(0);
        long request = fixture.lastOf(SuggestionsRequested.class).position();
        fixture.when(new RecordSuggestions(X, request, List.of(promoted), Outlook.MORE, EngineFixture.TUNER));
        assertThat(hear()).containsExactly("launch x-1/1");

        // then
        assertThat(launches.get(1).checkpointDirectory()).hasValue(Path.of("/data/x-1/checkpoint"));
        assertThat(launches.get(1).checkpointToCopy()).hasValue(Path.of("/data/x-0/checkpoint"));
        assertThat(launches.get(1).parametersJson()).isEqualTo("{lr=0.01, TRIAL_BUDGET=9}");
    }

    @Test
    void shouldTellItAsParametersWhereTrialsExpectThat() {
        tellsCheckpoint = true;
        runner = runner();
        start();
        assertThat(launches.get(0).parametersJson())
                .isEqualTo("{lr=0.01, load_checkpoint_dir=/data/x-0/checkpoint,"
                        + " save_checkpoint_dir=/data/x-0/checkpoint}");
    }

    @Test
    void shouldLaunchARetryAfterARestart() {
        start();
        end(1, EndCause.EXITED);
        fixture.when(new RetryTrials(X, List.of(0L)));
        assertThat(restart()).containsExactly("launch x-0/2");
        assertThat(launches.get(launches.size() - 1).parametersJson()).isEqualTo("{lr=0.01}");
    }

    @Test
    void shouldTakeUpALostAttemptThatLives() {
        // given
        start();
        end(1, EndCause.LOST);
        assertThat(hear()).isEmpty();

        // when
        fixture.when(new RecordSignOfLife(attempt(0, 1)));

        // then
        assertThat(hear()).containsExactly("launch x-0/1");
        assertThat(launches.get(1).parametersJson()).isEqualTo("{lr=0.01}");
        assertThat(restart()).as("it is open again").containsExactly("launch x-0/1");
    }

    @Test
    void shouldHaveTheServiceLookAgainAtASilentAttemptThatLives() {
        start();
        fixture.when(new RecordSilence(attempt(0, 1), "r"));
        assertThat(hear()).as("silence alone").isEmpty();
        fixture.when(new RecordSignOfLife(attempt(0, 1)));
        assertThat(hear()).as("a service that watches it does nothing").containsExactly("launch x-0/1");
    }

    @Test
    void shouldHaveNothingToTakeUpWhenAllHasEnded() {
        start();
        end(1, EndCause.EXITED);
        assertThat(restart()).isEmpty();
    }

    @Test
    void shouldKillALostAttemptThatLivesAndIsStopped() {
        start();
        end(1, EndCause.LOST);
        fixture.when(new RecordSignOfLife(attempt(0, 1)));
        hear();
        fixture.when(new StopTrial(X, 0, StopCause.USER, "enough"));
        assertThat(hear()).containsExactly("kill x-0/1");
        assertThat(restart()).containsExactly("launch x-0/1", "kill x-0/1");
    }

    @Test
    void shouldNotRepeatAKillOfTheTimeBeforeTheLoss() {
        start();
        fixture.when(new StopTrial(X, 0, StopCause.EXPERIMENT, "enough"));
        end(1, EndCause.LOST);
        assertThat(restart()).doesNotContain("kill x-0/1");
    }

    private void reportOverKafka() {
        config = Configs.overKafka(CONFIG);
        runner = runner();
        start();
        transports.send(new ReportMetrics(
                attempt(0, 1), List.of(Report.of(0, MetricKind.FINAL, Map.of("default", 0.5), null))));
    }

    private void exit(int code) {
        Objects.requireNonNull(listener).ended(attempt(0, 1), AttemptOutcome.exited(code));
    }

    /** Commands are decided in their order: after this one, all that were sent before. */
    private TrialState stateOfTheTrial() {
        fixture.when(new RecordAttemptEnded(attempt(7, 1), EndCause.EXITED, 0, null, null));
        return fixture.board().trial(X, 0).orElseThrow().state();
    }

    @Test
    void shouldTellTheAttemptHowToReport() {
        reportOverKafka();
        assertThat(launches.get(0).environment()).containsEntry("TRIALOG_METRIC_TRANSPORT", "kafka");
    }

    @Test
    void shouldJudgeAnAttemptWhenItsReportsAreRead() {
        reportOverKafka();
        exit(0);
        assertThat(stateOfTheTrial()).isEqualTo(TrialState.RUNNING);
        transports.read(fixture::when);
        assertThat(stateOfTheTrial()).isEqualTo(TrialState.SUCCEEDED);
    }

    @Test
    void shouldJudgeAnAttemptAgainAfterARestart() {
        reportOverKafka();
        exit(0);
        assertThat(restart()).containsExactly("launch x-0/1");
        exit(0); // the service tells its end again
        assertThat(stateOfTheTrial()).isEqualTo(TrialState.RUNNING);
        transports.read(fixture::when);
        assertThat(stateOfTheTrial()).isEqualTo(TrialState.SUCCEEDED);
    }

    @Test
    void shouldJudgeAnAttemptWhenItsFinalReportComesOverHttp() {
        reportOverKafka();
        exit(0);
        fixture.when(new ReportMetrics(
                attempt(0, 1), List.of(Report.of(0, MetricKind.FINAL, Map.of("default", 0.5), null))));
        hear();
        assertThat(stateOfTheTrial()).isEqualTo(TrialState.SUCCEEDED);
        transports.read(fixture::when);
        assertThat(fixture.newEvents()).as("it is known").hasSize(1);
    }

    @Test
    void shouldJudgeAFailureAtOnce() {
        reportOverKafka();
        exit(3);
        assertThat(stateOfTheTrial()).isEqualTo(TrialState.FAILED);
    }

    @Test
    void shouldEndAnAttemptThatIsStoppedWhileItsReportsAreAwaited() {
        reportOverKafka();
        exit(0);
        fixture.when(new StopTrial(X, 0, StopCause.USER, "enough"));
        hear();
        assertThat(stateOfTheTrial()).isEqualTo(TrialState.USER_CANCELED);
    }

    private final class FakeFactory implements TrainingServiceFactory {

        @Override
        public String platform() {
            return "local";
        }

        @Override
        public String description() {
            return "writes down what it is told";
        }

        @Override
        public OptionSchema options() {
            return OptionSchema.none();
        }

        @Override
        public TrainingService create(TrainingServiceContext context) {
            listener = context.listener();
            return new TrainingService() {
                @Override
                public void launch(LaunchRequest request) {
                    launches.add(request);
                    calls.add("launch " + request.key());
                }

                @Override
                public void kill(AttemptKey key, Duration grace) {
                    calls.add("kill " + key);
                }

                @Override
                public void close() {
                    calls.add("close");
                }
            };
        }
    }

    private static final class FakeSurroundings implements AttemptSurroundings {

        @Override
        public Path directory(AttemptKey key) {
            return Path.of("/data", key.toString());
        }

        @Override
        public Path checkpoint(ExperimentId experiment, long trial) {
            return Path.of("/data", experiment + "-" + trial, "checkpoint");
        }

        @Override
        public Path workingCopy(ExperimentId experiment) {
            return Path.of("/data", experiment.value(), "code");
        }

        @Override
        public Map<String, String> environment(AttemptKey key, Duration lease) {
            return Map.of("lease", Long.toString(lease.toSeconds()));
        }
    }

    private static final class FakeFormat implements TrialFormat {

        @Override
        public String parameters(Map<String, @Nullable Object> configuration) {
            return configuration.toString();
        }

        @Override
        public List<Report> spooledReports(List<String> lines) {
            return List.of();
        }
    }

    @Test
    void shouldHaveNothingToDoWithTrialsThatAreAskedFor() {
        start();
        fixture.when(new AskTrial(X, "a", null, null));
        fixture.whenTunerAnswers();
        fixture.when(new AskTrial(X, "a", null, null));
        assertThat(hear()).isEmpty();
        assertThat(restart()).containsExactly("launch x-0/1");
        fixture.when(new RecordAttemptEnded(attempt(1, 1), EndCause.LOST, null, "silent", null));
        fixture.when(new RecordSignOfLife(attempt(1, 1)));
        fixture.when(new StopTrial(X, 1, StopCause.USER, "enough"));
        assertThat(hear()).isEmpty();
    }
}
