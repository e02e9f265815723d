package io.trialog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.event.AttemptEnded;
import io.trialog.event.AttemptRevived;
import io.trialog.event.AttemptSilent;
import io.trialog.event.EndCause;
import io.trialog.event.ExperimentId;
import io.trialog.event.ExperimentState;
import io.trialog.event.RequeueCause;
import io.trialog.event.TrialRequeued;
import io.trialog.experiment.ConfigProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandTest {

    private static final String ID = FakeServers.NEW_ID;

    private final CommandLineFixture trialog = new CommandLineFixture();

    @TempDir
    Path folder;

    private String file = "";

    @BeforeEach
    void writeFile() throws IOException {
        file = Files.writeString(folder.resolve("experiment.yaml"), "trialCommand: true\n")
                .toString();
    }

    @Test
    void shouldTellOfTrialsThatAreSilentAndAliveAndTriedAgain() {
        // given
        ExperimentId id = new ExperimentId(ID);
        trialog.servers.afterBegin = () -> trialog.story
                .starts(ID, 0, Map.of("lr", 0.01))
                .happens(new AttemptSilent(id, 0, 1, "no sign of life for 60 s (trialLease)"))
                .happens(new AttemptRevived(id, 0, 1, "reported again after silence"))
                .happens(new TrialRequeued(id, 0, "to be tried again: exit code 3", RequeueCause.FAILURE))
                .runsAgain(ID, 0, 2)
                .succeeds(ID, 0, 0.9)
                .enters(ID, ExperimentState.DONE, null);

        // when
        trialog.execute("run", file);

        // then
        assertThat(trialog.out())
                .contains("#0  no sign of life for 60 s (trialLease)\n#0  reported again after silence\n"
                        + "#0  to be tried again: exit code 3\n#0  succeeded");
    }

    @Test
    void shouldShowEveryTrialAndTheResult() {
        // given
        trialog.servers.afterBegin = () -> trialog.story.ranToItsEnd(ID);

        // when
        int exitCode = trialog.execute("run", file);

        // then
        assertThat(trialog.out()).isEqualTo("""
                        server      http://127.0.0.1:8080/
                        experiment  q3kx9abd (test): 4 trials, 2 at a time, tuner Random
                        web page    http://127.0.0.1:8080/experiments/q3kx9abd

                        #0  succeeded      0.9         best              1.0 s  lr=0.01
                        #1  failed         -                             2.0 s  exit code 1: boom  lr=0.02
                        #2  succeeded      0.9512      best +0.0512      2.0 s  lr=0.03
                        #3  succeeded      0.5                           2.0 s  lr=0.04

                        experiment q3kx9abd: done, 4 trials, 3 succeeded, 1 failed, ran 4.0 s

                        trial   value  duration  lr
                           #2  0.9512     2.0 s  0.03
                           #0     0.9     1.0 s  0.01
                           #3     0.5     2.0 s  0.04

                        best configuration (trial 2, 0.9512)
                        {
                          "lr": 0.03
                        }

                        data        /data
                        look again  trialog view q3kx9abd
                        try again   trialog retry q3kx9abd --failed
                        go on       trialog resume q3kx9abd --max-trials 8
                        """);
        assertThat(trialog.err()).isEmpty();
        assertThat(exitCode).isEqualTo(ExitCode.OK);
        assertThat(trialog.servers.closed).isTrue();
    }

    @Test
    void shouldTellHowLongATrialRanHoweverLateItsEndIsFound() {
        // given
        trialog.servers.afterBegin = () -> {
            trialog.story.starts(ID, 0, Map.of()).after(Duration.ofSeconds(2));
            AttemptEnded ended =
                    new AttemptEnded(new ExperimentId(ID), 0, 1, EndCause.EXITED, 0, null, trialog.story.now());
            trialog.story
                    .after(Duration.ofHours(8))
                    .happens(ended)
                    .succeeds(ID, 0, 0.5)
                    .enters(ID, ExperimentState.DONE, "all 1 trials were made");
        };

        // when
        trialog.execute("run", file);

        // then
        assertThat(trialog.out()).containsPattern("(?m)^#0 +succeeded +0.5 +best +2\\.0 s");
    }

    @Test
    void shouldNameTheDataDirectoryInAdvicesWhenItIsNotTheUsualOne() {
        trialog.servers.afterBegin = () -> trialog.story.ranToItsEnd(ID);

        trialog.execute("run", file, "--data", "/some where");

        assertThat(trialog.out())
                .contains("trialog view q3kx9abd --data '/some where'\n")
                .contains("trialog resume q3kx9abd --max-trials 8 --data '/some where'\n");
    }

    @Test
    void shouldFailWhenNoTrialSucceeded() {
        // given
        trialog.servers.afterBegin = () -> trialog.story
                .starts(ID, 0, Map.of("lr", 0.01))
                .starts(ID, 1, Map.of("lr", 0.02))
                .fails(ID, 0, "exit code 3: no such module")
                .fails(ID, 1, "exit code 4")
                .enters(ID, ExperimentState.DONE, null);

        // when
        int exitCode = trialog.execute("run", file);

        // then
        assertThat(exitCode).isEqualTo(ExitCode.EXPERIMENT_FAILED);
        assertThat(trialog.err()).isEqualTo("""
                        trialog: experiment q3kx9abd failed: none of its 2 trials succeeded
                        trialog: first failure: trial 0: exit code 3: no such module
                        trialog: what it printed: /data/experiments/q3kx9abd/trials/0-1/stderr
                        """);
    }

    @Test
    void shouldFailWhenTheExperimentIsPutOnHold() {
        // given
        trialog.servers.afterBegin = () -> trialog.story
                .starts(ID, 0, Map.of("lr", 0.01))
                .enters(ID, ExperimentState.PAUSED, "tuner Random failed: division by zero")
                .succeeds(ID, 0, 0.5);

        // when
        int exitCode = trialog.execute("run", file);

        // then
        assertThat(exitCode).isEqualTo(ExitCode.EXPERIMENT_FAILED);
        assertThat(trialog.out()).contains("paused: tuner Random failed: division by zero\n", "#0  succeeded");
        assertThat(trialog.err()).isEqualTo("""
                        trialog: experiment q3kx9abd is on hold (paused): tuner Random failed: division by zero
                        trialog: when that is repaired: trialog resume q3kx9abd
                        """);
    }

    @Test
    void shouldSayOnceWhyTheExperimentIsOnHold() {
        trialog.servers.afterBegin = () -> trialog.story
                .enters(ID, ExperimentState.ERROR, "trial 0 could not be started")
                .enters(ID, ExperimentState.ERROR, "trial 1 could not be started");

        trialog.execute("run", file);

        assertThat(trialog.out()).containsOnlyOnce("error: trial");
    }

    @Test
    void shouldStopTrialsAtCtrlC() {
        // given
        trialog.servers.afterBegin = () -> {
            trialog.story
                    .starts(ID, 0, Map.of("lr", 0.01))
                    .starts(ID, 1, Map.of("lr", 0.02))
                    .succeeds(ID, 0, 0.5);
            trialog.signal("INT", 2);
        };
        trialog.servers.afterStop =
                () -> trialog.story.waitsAgain(ID, 1).enters(ID, ExperimentState.STOPPED, "interrupted");

        // when
        int exitCode = trialog.execute("run", file);

        // then
        assertThat(exitCode).isEqualTo(130);
        assertThat(trialog.servers.commands).containsExactly("create", "stop q3kx9abd interrupted");
        assertThat(trialog.out())
                .contains("stopping: 1 running trial ... (Ctrl-C again ends at once)\n")
                .contains(
                        "#0  succeeded",
                        "experiment q3kx9abd: stopped (interrupted), 2 trials, 1 succeeded, 1 waiting, ran 0.0 s\n")
                .contains("go on       trialog resume q3kx9abd\n");
        assertThat(trialog.servers.closed).isTrue();
        assertThat(trialog.endedAtOnce).hasValue(0);
    }

    @Test
    void shouldTellSignalsApartAndEndAtOnceAtTheSecond() {
        // given
        trialog.servers.afterBegin = () -> trialog.signal("TERM", 15);
        trialog.servers.afterStop = () -> {
            trialog.signal("INT", 2);
            trialog.story.enters(ID, ExperimentState.STOPPED, null);
        };

        // when
        int exitCode = trialog.execute("run", file);

        // then
        assertThat(exitCode).isEqualTo(143);
        assertThat(trialog.endedAtOnce).hasValue(130);
    }

    @Test
    void shouldNotWaitForEverForTrialsThatDoNotStop() {
        // given
        trialog.tick = Duration.ofSeconds(1);
        trialog.servers.afterBegin = () -> {
            trialog.story.starts(ID, 0, Map.of("lr", 0.01));
            trialog.signal("INT", 2);
        };

        // when
        int exitCode = trialog.execute("run", file);

        // then
        assertThat(exitCode).isEqualTo(130);
        assertThat(trialog.err()).contains("experiment q3kx9abd did not stop in 20 s");
    }

    @Test
    void shouldCountAsIncompleteWhenStoppedFromElsewhere() {
        trialog.servers.afterBegin = () -> trialog.story
                .starts(ID, 0, Map.of("lr", 0.01))
                .waitsAgain(ID, 0)
                .enters(ID, ExperimentState.STOPPED, "stopped on the web page");

        int exitCode = trialog.execute("run", file);

        assertThat(exitCode).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(trialog.out())
                .contains("experiment q3kx9abd: stopped (stopped on the web page), 1 trial, 1 waiting");
    }

    @Test
    void shouldShowAllProblemsOfAConfigurationAndStartNothing() {
        // given
        trialog.servers.problems = List.of(
                new ConfigProblem(3, "trialConcurrency", "0 (expected: >= 1)"),
                new ConfigProblem(0, "trialCommand", "missing"));

        // when
        int exitCode = trialog.execute("run", file);

        // then
        assertThat(exitCode).isEqualTo(ExitCode.USAGE);
        assertThat(trialog.err())
                .isEqualTo("trialog: " + file + " has 2 problems; nothing was started\n" + file
                        + ":3: trialConcurrency: 0 (expected: >= 1)\n" + file + ": trialCommand: missing\n");
        assertThat(trialog.out()).isEmpty();
        assertThat(trialog.servers.commands).isEmpty();
        assertThat(trialog.servers.started).isNull();
    }

    @Test
    void shouldPassWarningsOn() {
        trialog.servers.warnings = List.of(new ConfigProblem(7, "useAnnotation", "has no effect here"));
        trialog.servers.afterBegin = () -> trialog.story.ranToItsEnd(ID);

        int exitCode = trialog.execute("run", file);

        assertThat(trialog.err()).isEqualTo("warning: " + file + ":7: useAnnotation: has no effect here\n");
        assertThat(exitCode).isEqualTo(ExitCode.OK);
    }

    @Test
    void shouldRefuseAMissingFileBeforeAnythingElse() {
        int exitCode = trialog.execute("run", folder.resolve("other.yaml").toString());

        assertThat(exitCode).isEqualTo(ExitCode.USAGE);
        assertThat(trialog.err()).contains("other.yaml: no such file (expected: the configuration of an experiment)");
        assertThat(trialog.servers.started).isNull();
    }

    @Test
    void shouldPassOnWhyAServerCannotStart() {
        trialog.servers.startFailure = new CommandFailure(ExitCode.UNAVAILABLE, "cannot listen on 127.0.0.1:8080");

        int exitCode = trialog.execute("run", file);

        assertThat(exitCode).isEqualTo(69);
        assertThat(trialog.err()).isEqualTo("trialog: cannot listen on 127.0.0.1:8080\n");
    }

    @Test
    void shouldTakeThePortFromTheEnvironmentUnlessItIsGiven() {
        trialog.servers.afterBegin = () -> trialog.story.ranToItsEnd(ID);
        trialog.environment.put("TRIALOG_PORT", "9090");

        trialog.execute("run", file);
        int fromEnvironment = started().port();
        trialog.execute("run", file, "--port", "0", "--durability", "every100ms");

        assertThat(fromEnvironment).isEqualTo(9090);
        assertThat(started().port()).isZero();
        assertThat(started().durability()).hasToString("EVERY_100_MS");
        assertThat(started().data()).isEqualTo(Path.of("/data"));
        assertThat(started().view()).isFalse();
    }

    @Test
    void shouldMentionWhatAnEarlierServerLeftBehind() {
        trialog.story.created("older001");
        trialog.story.enters("older001", ExperimentState.STOPPED, "its server ended");
        trialog.servers.interrupted = List.of(new ExperimentId("older001"));
        trialog.servers.afterBegin = () -> trialog.story.ranToItsEnd(ID);

        trialog.execute("run", file);

        assertThat(trialog.err()).startsWith("left behind by an earlier server: older001; 'trialog resume ID'");
    }

    @Test
    void shouldRedrawOneLineOnATerminal() {
        // given
        CommandLineFixture live = new CommandLineFixture(FixedTerminal.interactive(100));
        live.servers.afterBegin = () -> live.story
                .starts(ID, 0, Map.of("lr", 0.01))
                .after(Duration.ofSeconds(4))
                .succeeds(ID, 0, 0.5)
                .enters(ID, ExperimentState.DONE, null);

        // when
        live.execute("run", file);

        // then
        assertThat(live.out())
                .contains("\r[######..................]  1/4 done  0 running  0 failed  best 0.5 (#0)  0:04 elapsed")
                .contains("\r\u001b[K\nexperiment q3kx9abd: done");
    }

    @Test
    void shouldPrintTheTokenThatOtherMachinesNeed() {
        trialog.servers.token = "s3cret";
        trialog.servers.afterBegin = () -> trialog.story.ranToItsEnd(ID);

        trialog.execute("run", file, "--host", "0.0.0.0");

        assertThat(trialog.out()).contains("web page    http://127.0.0.1:8080/experiments/q3kx9abd?token=s3cret\n");
    }

    private StartOptions started() {
        StartOptions options = trialog.servers.started;
        assertThat(options).isNotNull();
        return options;
    }
}
