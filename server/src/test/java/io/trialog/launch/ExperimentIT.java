package io.trialog.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.trialog.bootstrap.Home;
import io.trialog.event.ExperimentCreated;
import io.trialog.event.ExperimentId;
import io.trialog.event.ExperimentState;
import io.trialog.event.ExperimentStateChanged;
import io.trialog.event.MetricKind;
import io.trialog.event.RecordedEvent;
import io.trialog.event.ServerStarted;
import io.trialog.event.TrialState;
import io.trialog.fixtures.Configs;
import io.trialog.fixtures.DataFolders;
import io.trialog.spi.space.Choice;
import io.trialog.spi.space.LogUniform;
import io.trialog.spi.space.Parameter;
import io.trialog.spi.space.SearchSpace;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launch API with real servers and real trials. */
class ExperimentIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Reports twice and ends; the first line notes the process. */
    private static final String TRIAL = """
            echo $$ >> pids
            report() {
                curl -sf -H "Authorization: Bearer $TRIALOG_TOKEN" -H 'Content-Type: application/json' -d "$1" \\
                    "$TRIALOG_SERVER_URL/api/v1/experiments/$TRIALOG_EXPERIMENT_ID/trials/$TRIALOG_TRIAL_NUMBER/attempts/$TRIALOG_ATTEMPT/reports"
            }
            report '{"reports":[{"sequence":0,"kind":"intermediate","value":0.5}]}'
            while [ -e wait ]; do sleep 0.05; done
            report '{"reports":[{"sequence":1,"kind":"final","value":0.'$TRIALOG_TRIAL_NUMBER'}]}'
            """;

    @TempDir
    Path folder;

    private Path code;
    private Places places;
    private Experiment experiment;

    @BeforeEach
    void writeTrial() throws IOException {
        code = Files.createDirectories(folder.resolve("my code"));
        Files.writeString(code.resolve("trial.sh"), TRIAL);
        places = new Places(new Home(folder.resolve("home")));
        experiment = new Experiment(config(), null, places);
    }

    @AfterEach
    void stop() {
        experiment.stop();
        assertThat(pids()).as("processes of trials").allSatisfy(pid -> awaitEnd(pid));
    }

    @Test
    void shouldRunToTheEndAndAnswerAfterwards() {
        // when
        boolean success = experiment.run(0);

        // then
        assertThat(success).isTrue();
        assertThat(experiment.url()).isEmpty();
        assertThat(experiment.status()).isEqualTo(ExperimentState.DONE);
        assertThat(experiment.trials())
                .hasSize(5)
                .allSatisfy(trial -> assertThat(trial.configuration()).containsOnlyKeys("learning_rate", "batch_size"));
        assertThat(experiment.statistics()).containsExactly(Map.entry(TrialState.SUCCEEDED, 5L));
        assertThat(experiment.exportData()).extracting(TrialResult::value).containsExactly(0.0, 0.1, 0.2, 0.3, 0.4);
        assertThat(experiment.metrics(3))
                .extracting(TrialMetric::kind, metric -> metric.values().get("default"))
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(MetricKind.INTERMEDIATE, 0.5),
                        org.assertj.core.groups.Tuple.tuple(MetricKind.FINAL, 0.3));
        assertThat(experiment.metrics()).containsOnlyKeys(0L, 1L, 2L, 3L, 4L).containsEntry(3L, experiment.metrics(3));
        assertThat(experiment.profile().best())
                .isEqualTo(experiment.exportData().get(0));
    }

    @Test
    void shouldFailWithoutAnyResult() throws IOException {
        // given
        Files.writeString(code.resolve("trial.sh"), "exit 3");

        // when
        boolean success = experiment.run(0);

        // then
        assertThat(success).isFalse();
        assertThat(experiment.statistics()).containsExactly(Map.entry(TrialState.FAILED, 5L));
    }

    @Test
    void shouldTellAllProblemsOfAConfigurationAndStartNothing() {
        // given
        experiment.config().trialConcurrency(0).set("trialComand", "x").maxTrialNumber(-1);

        // when / then
        assertThatThrownBy(() -> experiment.start(0))
                .isInstanceOfSatisfying(
                        LaunchException.class,
                        e -> assertThat(e.problems())
                                .hasSize(3)
                                .anySatisfy(problem ->
                                        assertThat(problem).startsWith("trialConcurrency: 0 (expected: >= 1"))
                                .anySatisfy(problem -> assertThat(problem).contains("trialComand", "trialCommand")));
        assertThat(folder.resolve("home")).doesNotExist();
    }

    @Test
    void shouldSteerWhatRuns() throws IOException {
        // given
        Files.createFile(code.resolve("wait"));
        experiment.start(0);
        awaitRunning(2);

        // when
        experiment.updateTrialConcurrency(3);
        awaitRunning(3);
        experiment.killTrial(0);
        experiment.updateMaxTrialNumber(7);
        experiment.updateSearchSpace(SearchSpace.of(new Parameter("learning_rate", new LogUniform(0.5, 1))));
        experiment.enqueue(Map.of("learning_rate", 0.75));
        Files.delete(code.resolve("wait"));

        // then
        assertThat(experiment.waitCompletion(PATIENCE)).contains(true);
        assertThat(experiment.statistics())
                .containsOnly(Map.entry(TrialState.SUCCEEDED, 6L), Map.entry(TrialState.USER_CANCELED, 1L));
        assertThat(experiment.trials())
                .anySatisfy(trial -> assertThat(trial.configuration()).isEqualTo(Map.of("learning_rate", 0.75)));
        assertThat(experiment.trials().subList(5, 7))
                .allSatisfy(trial -> assertThat(trial.configuration()).containsOnlyKeys("learning_rate"));

        // and when
        experiment.updateMaxTrialNumber(8);

        // then
        await().atMost(PATIENCE).until(() -> experiment.profile().count("succeeded") == 7);
    }

    @Test
    void shouldGoOnAfterAStop() throws IOException {
        // given
        Files.createFile(code.resolve("wait"));
        experiment.start(0);
        awaitRunning(2);
        URI url = experiment.url().orElseThrow();
        experiment.stop();
        assertThatThrownBy(() -> new Socket(url.getHost(), url.getPort()).close())
                .isInstanceOf(ConnectException.class);
        assertThat(experiment.status()).isEqualTo(ExperimentState.STOPPED);
        Files.delete(code.resolve("wait"));

        // when
        Experiment again = new Experiment(new ExperimentConfig(), experiment.id(), places);
        again.resume(0);
        boolean success = again.waitCompletion();
        again.close();

        // then
        assertThat(success).isTrue();
        assertThat(experiment.trials()).hasSize(5);
        assertThat(experiment.trial(0).attempt()).isEqualTo(2);
    }

    @Test
    void shouldShowWithoutRunning() {
        // given
        assertThat(experiment.run(0)).isTrue();

        // when
        experiment.view(0);

        // then
        assertThat(experiment.url()).isPresent();
        assertThat(experiment.status()).isEqualTo(ExperimentState.VIEWED);
        assertThat(experiment.trials()).hasSize(5);
        assertThatThrownBy(() -> experiment.updateMaxTrialNumber(9)).isInstanceOf(LaunchException.class);
    }

    @Test
    void shouldEndTheViewOfWhatADeadServerLeftBehind() {
        // given
        ExperimentId id = new ExperimentId("leftover");
        DataFolders.of(
                folder.resolve("home").resolve("leftover"),
                List.of(
                        new RecordedEvent(1, Instant.EPOCH, "x", new ServerStarted("0.1.0", 1)),
                        new RecordedEvent(
                                2,
                                Instant.EPOCH,
                                "x",
                                new ExperimentCreated(id, Configs.of(5, 1).asMap())),
                        new RecordedEvent(
                                3, Instant.EPOCH, "x", new ExperimentStateChanged(id, ExperimentState.RUNNING, null))));
        Experiment left = new Experiment(new ExperimentConfig(), "leftover", places);
        left.view(0);
        assertThat(left.status()).isEqualTo(ExperimentState.VIEWED);

        // when
        left.stop();

        // then
        assertThat(left.url()).isEmpty();
    }

    @Test
    void shouldConnectToWhatRuns() throws IOException {
        // given
        Files.createFile(code.resolve("wait"));
        experiment.start(0);
        awaitRunning(2);

        // when
        Experiment connected = Experiment.connect(experiment.url().orElseThrow().getPort());

        // then
        assertThat(connected.id()).isEqualTo(experiment.id());
        assertThat(connected.trials()).isEqualTo(experiment.trials());
        connected.close();
        assertThat(experiment.status()).isEqualTo(ExperimentState.RUNNING);
    }

    @Test
    void shouldStopWhenAClientSaysSo() throws IOException {
        // given
        Files.createFile(code.resolve("wait"));
        experiment.start(0);
        awaitRunning(2);
        Experiment connected = Experiment.connect(experiment.url().orElseThrow().getPort());

        // when
        connected.stop();

        // then
        assertThat(connected.status()).isEqualTo(ExperimentState.STOPPED);
        assertThat(experiment.status()).isEqualTo(ExperimentState.STOPPED);
        assertThat(experiment.url()).isEmpty();
    }

    @Test
    void shouldKeepDataWhereTheConfigurationSays() {
        // given
        Path elsewhere = folder.resolve("elsewhere");
        experiment.config().experimentWorkingDirectory(elsewhere).maxTrialNumber(1);

        // when
        boolean success = experiment.run(0);

        // then
        assertThat(success).isTrue();
        assertThat(elsewhere.resolve(experiment.id())).isDirectory();
        assertThat(new Home(folder.resolve("home")).dataDirectories())
                .containsExactly(elsewhere.resolve(experiment.id()));
    }

    private ExperimentConfig config() {
        return new ExperimentConfig()
                .experimentName("test")
                .tuner(Tuners.tpe())
                .trainingService("local")
                .searchSpace(SearchSpace.of(
                        new Parameter("learning_rate", new LogUniform(1e-4, 1)),
                        new Parameter("batch_size", new Choice(List.of(16, 32)))))
                .trialCommand("bash trial.sh")
                .trialCodeDirectory(code)
                .trialConcurrency(2)
                .maxTrialNumber(5)
                .minimize();
    }

    private void awaitRunning(int trials) {
        await().atMost(PATIENCE).until(() -> pids().count() >= trials);
        await().atMost(PATIENCE).until(() -> experiment.profile().count("running") == trials);
    }

    private LongStream pids() {
        try {
            Path file = code.resolve("pids");
            return Files.exists(file)
                    ? Files.readAllLines(file).stream().mapToLong(Long::parseLong)
                    : LongStream.empty();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void awaitEnd(long pid) {
        await().atMost(PATIENCE)
                .until(() ->
                        ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
    }
}
