package io.trialog.scheduling;

import static io.trialog.fixtures.EngineFixture.X;
import static io.trialog.fixtures.EngineFixture.attempt;
import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.engine.CommandSender;
import io.trialog.event.EndCause;
import io.trialog.event.Outlook;
import io.trialog.event.StopCause;
import io.trialog.experiment.ExperimentConfig;
import io.trialog.experiment.RetryTrials;
import io.trialog.fixtures.Configs;
import io.trialog.fixtures.EngineFixture;
import io.trialog.metric.Report;
import io.trialog.port.AttemptSurroundings;
import io.trialog.port.GuestThread;
import io.trialog.port.TrialFormat;
import io.trialog.spi.option.OptionSchema;
import io.trialog.spi.training.AttemptKey;
import io.trialog.spi.training.LaunchRequest;
import io.trialog.spi.training.TrainingService;
import io.trialog.spi.training.TrainingServiceContext;
import io.trialog.spi.training.TrainingServiceFactory;
import io.trialog.trial.RecordAttemptEnded;
import io.trialog.trial.StopTrial;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AttemptRunnerTest {

    private static final ExperimentConfig CONFIG = Configs.of(9, 2);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final List<String> calls = new ArrayList<>();

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    private final class Service implements TrainingServiceFactory, TrainingService {

        @Override
        public String platform() {
            return "local";
        }

        @Override
        public String description() {
            return "writes down what it is asked to do";
        }

        @Override
        public OptionSchema options() {
            return OptionSchema.none();
        }

        @Override
        public TrainingService create(TrainingServiceContext context) {
            return this;
        }

        @Override
        public void launch(LaunchRequest request) {
            calls.add("launch " + request.key() + " " + request.parametersJson());
        }

        @Override
        public void kill(AttemptKey key, Duration grace) {
            calls.add("kill " + key);
        }

        @Override
        public void close() {}
    }

    private static final class SameThread implements GuestThread {

        @Override
        public <T> CompletableFuture<T> call(String what, Duration budget, Callable<T> body) {
            try {
                return CompletableFuture.completedFuture(body.call());
            } catch (Exception e) {
                return CompletableFuture.failedFuture(e);
            }
        }

        @Override
        public void close() {}
    }

    private static final class Surroundings implements AttemptSurroundings {

        @Override
        public Path directory(AttemptKey key) {
            return Path.of("/nowhere");
        }

        @Override
        public Map<String, String> environment(AttemptKey key) {
            return Map.of();
        }
    }

    private static final class Format implements TrialFormat {

        @Override
        public String parameters(Map<String, @Nullable Object> configuration) {
            return configuration.toString();
        }

        @Override
        public List<Report> spooledReports(List<String> lines) {
            return List.of();
        }
    }

    private AttemptRunner runner(EngineFixture fixture) {
        return new AttemptRunner(
                X,
                CONFIG,
                new Service(),
                new SameThread(),
                new Surroundings(),
                new Format(),
                fixture.board(),
                new CommandSender(fixture.engine(), timer));
    }

    @Test
    void shouldTakeUpTheAttemptsWithoutEndAndTheRequestsToStopThem() {
        try (EngineFixture fixture = EngineFixture.running(CONFIG)) {
            // given
            fixture.whenTunerAnswers();
            fixture.when(new RecordAttemptEnded(attempt(0, 1), EndCause.LOST, null, "gone", null));
            fixture.when(new StopTrial(X, 1, StopCause.USER, "enough"));
            AttemptRunner runner = runner(fixture);
            // when
            runner.live();
            // then
            assertThat(calls).containsExactly("launch x-0/2 {lr=0.01}", "launch x-1/1 {lr=0.01}", "kill x-1/1");
        }
    }

    @Test
    void shouldHaveNothingToTakeUpWhenAllHasEnded() {
        try (EngineFixture fixture = EngineFixture.running(CONFIG)) {
            // given
            fixture.whenTunerAnswers(1, Outlook.EXHAUSTED);
            fixture.when(new RecordAttemptEnded(attempt(0, 1), EndCause.EXITED, 1, null, null));
            // when
            runner(fixture).live();
            // then
            assertThat(calls).isEmpty();
        }
    }

    @Test
    void shouldTryATrialAgainWithItsConfiguration() {
        try (EngineFixture fixture = EngineFixture.running(CONFIG)) {
            // given: a trial that ended while somebody followed
            AttemptRunner runner = runner(fixture);
            runner.live();
            fixture.whenTunerAnswers(1, Outlook.EXHAUSTED);
            long heard = fixture.events(1).size();
            fixture.events(1).forEach(runner::committed);
            fixture.when(new RecordAttemptEnded(attempt(0, 1), EndCause.EXITED, 1, null, null));
            // when
            fixture.when(new RetryTrials(X, List.of(0L)));
            fixture.events(heard + 1).forEach(runner::committed);
            // then
            assertThat(calls).containsExactly("launch x-0/1 {lr=0.01}", "launch x-0/2 {lr=0.01}");
        }
    }
}
