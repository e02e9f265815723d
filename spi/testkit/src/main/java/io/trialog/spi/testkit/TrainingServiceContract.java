package io.trialog.spi.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.within;

import io.trialog.spi.option.Options;
import io.trialog.spi.training.AttemptKey;
import io.trialog.spi.training.AttemptListener;
import io.trialog.spi.training.AttemptOutcome;
import io.trialog.spi.training.AttemptOutcome.Cause;
import io.trialog.spi.training.LaunchRequest;
import io.trialog.spi.training.TrainingService;
import io.trialog.spi.training.TrainingServiceContext;
import io.trialog.spi.training.TrainingServiceFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the server relies on in a {@link TrainingService}. Extend it, name your factory, run it with JUnit 5:
 *
 * <pre>{@code
 * class MyTrainingServiceTest extends TrainingServiceContract {
 *     @Override
 *     protected TrainingServiceFactory factory() {
 *         return new MyTrainingServiceFactory();
 *     }
 * }
 * }</pre>
 *
 * <p>The attempts here are short shell commands that leave files in {@link #evidence()}. A service that runs attempts on
 * other machines is tested where that directory, by the same path, is theirs too: over SSH to this machine, in containers
 * that mount it; it overrides {@link #isAlive} when process ids of the other side mean nothing here.
 *
 * <p>"Restarting the server" is closing one service object and making another: no object may know anything that matters,
 * all that matters must be found again from the {@link LaunchRequest}.
 */
public abstract class TrainingServiceContract {

    private static final String PARAMETERS = "{\"lr\": 0.01, \"name\": \"caf\u00e9 'x' $HOME\"}";

    @TempDir
    private Path directory;

    private final List<TrainingService> open = new ArrayList<>();
    private final List<LaunchRequest> launched = new ArrayList<>();
    private final RecordingAttemptListener listener = new RecordingAttemptListener();
    private long nextTrial;

    /** The factory under test. */
    protected abstract TrainingServiceFactory factory();

    /** What a user would write under {@code trainingService}, without {@code platform}. */
    protected Map<String, ?> options() {
        return Map.of();
    }

    /** How long anything may take: starting a command, noticing its end. */
    protected Duration patience() {
        return Duration.ofSeconds(30);
    }

    /** Whether a process of an attempt, by the id that the shell there reports, still runs. */
    protected boolean isAlive(long pid) {
        return Processes.isAlive(pid);
    }

    /** A directory that this test and the attempts both see; new for each test. */
    protected Path evidence() {
        return directory;
    }

    @BeforeEach
    void prepare() throws IOException {
        Files.createDirectories(code());
        Files.writeString(code().resolve("marker.txt"), "the trial's code\n");
    }

    @AfterEach
    void killAllAndClose() {
        if (!launched.isEmpty()) {
            RecordingAttemptListener last = new RecordingAttemptListener();
            TrainingService cleaner = open(last);
            for (LaunchRequest request : launched) {
                cleaner.launch(request);
                cleaner.kill(request.key(), Duration.ZERO);
                last.awaitEnd(request.key(), patience());
            }
        }
        open.forEach(TrainingService::close);
    }

    @Test
    void shouldTellStartAndThenEnd() {
        // given
        LaunchRequest request = request("exit 0");
        Instant before = Instant.now();

        // when
        launch(service(), request);
        AttemptOutcome outcome = listener.awaitEnd(request.key(), patience());

        // then
        assertThat(outcome.cause()).isEqualTo(Cause.EXITED);
        assertThat(listener.calls().get(0).startedAt())
                .as("started() comes before ended(), with the time at which the command started")
                .isNotNull()
                .isBetween(before.minusSeconds(2), Instant.now().plusSeconds(2));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 127, 255})
    void shouldTellTheExitCode(int code) {
        LaunchRequest request = request("exit " + code);

        launch(service(), request);

        assertThat(listener.awaitEnd(request.key(), patience()).exitCode()).hasValue(code);
    }

    @Test
    void shouldTell128PlusTheSignalThatEndedTheCommand() {
        LaunchRequest request = request("kill -KILL $$");

        launch(service(), request);

        AttemptOutcome outcome = listener.awaitEnd(request.key(), patience());
        assertThat(outcome.cause())
                .as("a command that dies of a signal nobody here sent has ended by itself")
                .isEqualTo(Cause.EXITED);
        assertThat(outcome.exitCode()).hasValue(128 + 9);
    }

    @Test
    void shouldRunTheCommandByBashInTheCodeDirectory() {
        LaunchRequest request = request("[[ -n $BASH_VERSION ]] && cat marker.txt > " + file("seen") + " # a comment");

        launch(service(), request);

        assertThat(listener.awaitEnd(request.key(), patience()).exitCode())
                .as("the command is one argument of bash -c, in the trial's code directory or a copy of it")
                .hasValue(0);
        assertThat(file("seen")).hasContent("the trial's code");
    }

    @Test
    void shouldPassTheEnvironmentAsItIs() {
        // given
        String odd = "two words, 'single', \"double\", $HOME, `date`, back\\slash,\nsecond line";
        LaunchRequest request = request(
                "printf '%s\\n' \"$TRIALOG_ODD\" > " + file("odd") + "; [[ -n $PATH ]]", Map.of("TRIALOG_ODD", odd));

        // when
        launch(service(), request);

        // then
        assertThat(listener.awaitEnd(request.key(), patience()).exitCode())
                .as("the command needs PATH besides the variables of the request")
                .hasValue(0);
        assertThat(Eventually.line(file("odd"), "TRIALOG_ODD was not written", patience()))
                .isEqualTo(odd);
    }

    @Test
    void shouldGiveParametersFileOutputDirectoryAndReportSpool() {
        // given
        LaunchRequest request = request("cp \"$TRIALOG_PARAMETERS_FILE\" " + file("parameters")
                + " && touch \"$TRIALOG_OUTPUT_DIRECTORY/mine\""
                + " && [[ ! -e $TRIALOG_REPORT_SPOOL && -d $(dirname \"$TRIALOG_REPORT_SPOOL\") ]]");

        // when
        launch(service(), request);

        // then
        assertThat(listener.awaitEnd(request.key(), patience()).exitCode())
                .as("TRIALOG_PARAMETERS_FILE must exist, TRIALOG_OUTPUT_DIRECTORY be a directory that can be written,"
                        + " TRIALOG_REPORT_SPOOL be a file that can be made")
                .hasValue(0);
        assertThat(file("parameters")).hasContent(PARAMETERS);
    }

    @Test
    void shouldKeepWhatTheCommandPrints() {
        LaunchRequest request = request("echo to-stdout; echo to-stderr >&2");

        launch(service(), request);

        listener.awaitEnd(request.key(), patience());
        assertThat(printed(request, "stdout"))
                .as("a file whose name begins with stdout in the attempt directory")
                .contains("to-stdout");
        assertThat(printed(request, "stderr"))
                .as("a file whose name begins with stderr in the attempt directory")
                .contains("to-stderr");
    }

    @Test
    void shouldNotStartAnAttemptThatRunsASecondTime() {
        // given
        LaunchRequest request = request(waitingCommand());
        TrainingService service = service();
        launch(service, request);
        awaitRun();

        // when
        service.launch(request);
        letGo();

        // then
        listener.awaitEnd(request.key(), patience());
        assertRanOnce();
    }

    @Test
    void shouldTellTheOutcomeAgainWhenAnEndedAttemptIsLaunchedAgain() {
        // given
        LaunchRequest request = request("echo ran >> " + file("runs") + "; exit 5");
        launch(service(), request);
        listener.awaitEnd(request.key(), patience());

        // when
        RecordingAttemptListener after = new RecordingAttemptListener();
        restart(after).launch(request);

        // then
        assertThat(after.awaitEnd(request.key(), patience()).exitCode()).hasValue(5);
        assertRanOnce();
    }

    @Test
    void shouldFindARunningAttemptAgainAfterARestart() {
        // given
        LaunchRequest request = request(waitingCommand() + "; exit 4");
        launch(service(), request);
        Instant start = listener.awaitStart(request.key(), patience());
        awaitRun();

        // when
        RecordingAttemptListener after = new RecordingAttemptListener();
        restart(after).launch(request);
        Instant startAgain = after.awaitStart(request.key(), patience());
        letGo();

        // then
        assertThat(after.awaitEnd(request.key(), patience()).exitCode()).hasValue(4);
        assertThat(startAgain)
                .as("an attempt that is found again started when it started, not when it was found")
                .isCloseTo(start, within(2, ChronoUnit.SECONDS));
        assertRanOnce();
    }

    @Test
    void shouldFindTheExitCodeOfAnAttemptThatEndedWhileNobodyWatched() {
        // given
        LaunchRequest request = request(waitingCommand() + "; echo $$ > " + file("last") + "; exit 7");
        TrainingService first = service();
        launch(first, request);
        awaitRun();

        // when
        first.close();
        letGo();
        long pid = Long.parseLong(
                Eventually.line(file("last"), "close() must not stop attempts: this one did not go on", patience()));
        Eventually.holds("the command did not end by itself", patience(), () -> !isAlive(pid));
        RecordingAttemptListener after = new RecordingAttemptListener();
        open(after).launch(request);

        // then
        assertThat(after.awaitEnd(request.key(), patience()).exitCode())
                .as("the exit code must be kept where the next server finds it: let a wrapper write it to a file")
                .hasValue(7);
        assertRanOnce();
    }

    @Test
    void shouldTellNothingAfterClose() {
        // given
        LaunchRequest request = request(waitingCommand());
        TrainingService first = service();
        launch(first, request);
        awaitRun();
        listener.awaitStart(request.key(), patience());

        // when
        first.close();
        letGo();
        RecordingAttemptListener after = new RecordingAttemptListener();
        open(after).launch(request);
        after.awaitEnd(request.key(), patience());

        // then
        assertThat(listener.endOf(request.key()))
                .as("a closed service has stopped watching")
                .isEmpty();
    }

    @Test
    void shouldKillTheWholeProcessTree() {
        // given: a child, and a grandchild in a session of its own as some launchers of workers make it
        LaunchRequest request = request("sleep 600 & echo $! > " + file("child") + "\n"
                + "bash -c 'setsid sleep 600 & echo $! > " + file("grandchild") + "; wait' &\n"
                + "echo $$ > " + file("shell") + "; wait");
        TrainingService service = service();
        launch(service, request);
        List<Long> tree = List.of(pid("shell"), pid("child"), pid("grandchild"));

        // when
        service.kill(request.key(), Duration.ofSeconds(1));
        AttemptOutcome outcome = listener.awaitEnd(request.key(), patience());

        // then
        assertThat(outcome.cause()).isEqualTo(Cause.KILLED);
        assertThat(tree)
                .as("no process of the tree may be left when ended() is told; process ids left over")
                .noneMatch(this::isAlive);
    }

    @Test
    void shouldAskBeforeItForces() {
        // given
        LaunchRequest request = request("trap 'echo asked > " + file("asked") + "; exit 0' TERM; echo $$ > "
                + file("shell") + "; while true; do sleep 0.05; done");
        TrainingService service = service();
        launch(service, request);
        pid("shell");

        // when
        service.kill(request.key(), patience());

        // then
        assertThat(listener.awaitEnd(request.key(), patience()).cause()).isEqualTo(Cause.KILLED);
        assertThat(Eventually.line(file("asked"), "kill() must send TERM and leave time to clean up", patience()))
                .isEqualTo("asked");
    }

    @Test
    void shouldForceWhatDoesNotListen() {
        // given
        LaunchRequest request = request("trap '' TERM; sleep 600 & echo $! > " + file("child") + "; echo $$ > "
                + file("shell") + "; while true; do sleep 0.05; done");
        TrainingService service = service();
        launch(service, request);
        List<Long> tree = List.of(pid("shell"), pid("child"));

        // when
        service.kill(request.key(), Duration.ofMillis(200));

        // then
        assertThat(listener.awaitEnd(request.key(), patience()).cause()).isEqualTo(Cause.KILLED);
        assertThat(tree).as("after the grace period comes KILL, for all").noneMatch(this::isAlive);
    }

    @Test
    void shouldKillWhatAnotherServiceObjectLaunched() {
        // given
        LaunchRequest request = request("echo $$ > " + file("shell") + "; sleep 600");
        launch(service(), request);
        long shell = pid("shell");
        RecordingAttemptListener after = new RecordingAttemptListener();
        TrainingService second = restart(after);
        second.launch(request);

        // when
        second.kill(request.key(), Duration.ofSeconds(1));

        // then
        assertThat(after.awaitEnd(request.key(), patience()).cause()).isEqualTo(Cause.KILLED);
        assertThat(isAlive(shell)).isFalse();
    }

    @Test
    void shouldKillAnAttemptThatWasJustLaunched() {
        // given
        LaunchRequest request = request("sleep 600");
        TrainingService service = service();

        // when
        launch(service, request);
        service.kill(request.key(), Duration.ofSeconds(1));

        // then
        assertThat(listener.awaitEnd(request.key(), patience()).cause())
                .as("a kill that comes right after launch() must not get lost")
                .isEqualTo(Cause.KILLED);
    }

    @Test
    void shouldIgnoreKillsOfUnknownAndEndedAttempts() {
        // given
        LaunchRequest request = request("exit 0");
        TrainingService service = service();
        launch(service, request);
        listener.awaitEnd(request.key(), patience());

        // when, then
        assertThatCode(() -> {
                    service.kill(request.key(), Duration.ZERO);
                    service.kill(new AttemptKey("nobody", 99, 1), Duration.ZERO);
                })
                .as("kills race with ends: both are harmless")
                .doesNotThrowAnyException();
        assertThat(listener.endOf(request.key()).map(AttemptOutcome::cause)).hasValue(Cause.EXITED);
    }

    @Test
    void shouldEndAnAttemptThatRunsTooLong() {
        // given
        LaunchRequest request =
                request("sleep 600 & echo $! > " + file("child") + "; wait").withTimeLimit(Duration.ofSeconds(1));

        // when
        launch(service(), request);
        long child = pid("child");
        AttemptOutcome outcome = listener.awaitEnd(request.key(), patience());

        // then
        assertThat(outcome.cause()).isEqualTo(Cause.TIMED_OUT);
        assertThat(isAlive(child)).as("the whole tree ends at the time limit").isFalse();
    }

    @Test
    void shouldCountTheTimeLimitFromTheStartOverRestarts() {
        // given: far less time left at the restart than the test would wait for a limit that begins anew
        Duration limit = patience().dividedBy(2);
        LaunchRequest request =
                request("echo $$ > " + file("shell") + "; sleep 600").withTimeLimit(limit);
        launch(service(), request);
        Instant start = listener.awaitStart(request.key(), patience());
        pid("shell");
        Instant restart = start.plus(limit.multipliedBy(2).dividedBy(3));
        Eventually.holds("time stands still", patience(), () -> Instant.now().isAfter(restart));

        // when
        RecordingAttemptListener after = new RecordingAttemptListener();
        restart(after).launch(request);
        AttemptOutcome outcome = after.awaitEnd(request.key(), patience());

        // then
        assertThat(outcome.cause()).isEqualTo(Cause.TIMED_OUT);
        assertThat(Duration.between(start, Instant.now()))
                .as("the limit counts from the start of the command, not from the restart of the server")
                .isLessThan(limit.plus(limit.dividedBy(2)));
    }

    @Test
    void shouldLetAnAttemptEndByItselfBeforeItsTimeLimit() {
        LaunchRequest request = request("exit 2").withTimeLimit(patience());

        launch(service(), request);

        assertThat(listener.awaitEnd(request.key(), patience()).exitCode()).hasValue(2);
    }

    @Test
    void shouldHandOverUndeliveredReports() {
        // given
        String report = "{\"sequence\": 0, \"kind\": \"final\", \"value\": 0.5}";
        String another = "{\"sequence\": 1, \"kind\": \"final\", \"value\": \"NaN\"}";
        LaunchRequest request =
                request("printf '%s\\n' '" + report + "' '" + another + "' >> \"$TRIALOG_REPORT_SPOOL\"; exit 1");

        // when
        launch(service(), request);

        // then
        assertThat(listener.awaitEnd(request.key(), patience()).undeliveredReports())
                .as("the lines of TRIALOG_REPORT_SPOOL, however the attempt ended")
                .containsExactly(report, another);
    }

    @Test
    void shouldHandOverUndeliveredReportsOfAKilledAttempt() {
        // given
        String report = "{\"sequence\": 0, \"kind\": \"intermediate\", \"value\": 0.5}";
        LaunchRequest request = request(
                "echo '" + report + "' >> \"$TRIALOG_REPORT_SPOOL\"; echo $$ > " + file("shell") + "; sleep 600");
        TrainingService service = service();
        launch(service, request);
        pid("shell");

        // when
        service.kill(request.key(), Duration.ofSeconds(1));

        // then
        assertThat(listener.awaitEnd(request.key(), patience()).undeliveredReports())
                .containsExactly(report);
    }

    @Test
    void shouldTellNoReportsWhenAllWereDelivered() {
        LaunchRequest request = request("exit 0");

        launch(service(), request);

        assertThat(listener.awaitEnd(request.key(), patience()).undeliveredReports())
                .isEmpty();
    }

    @Test
    void shouldSayWhyAnAttemptCouldNotBeStarted() {
        // given
        Path missing = directory.resolve("no-such-directory");
        LaunchRequest request =
                LaunchRequest.of(key(), "exit 0", missing, directory.resolve("attempt-missing"), PARAMETERS, Map.of());

        // when
        String why;
        try {
            service().launch(request);
            AttemptOutcome outcome = listener.awaitEnd(request.key(), patience());
            assertThat(outcome.cause()).isEqualTo(Cause.LAUNCH_FAILED);
            why = outcome.message().orElse("");
        } catch (RuntimeException e) {
            why = String.valueOf(e.getMessage()); // a service may throw too
        }

        // then
        assertThat(why).as("the message names what is missing").contains("no-such-directory");
    }

    @Test
    void shouldRunAttemptsAtTheSameTimeAndApart() {
        // given: every attempt waits until all of them run
        int attempts = 6;
        TrainingService service = service();
        List<LaunchRequest> requests = Stream.generate(() -> request("echo $TRIALOG_OUTPUT_DIRECTORY >> "
                        + file("directories") + "; while [[ $(wc -l < " + file("directories") + ") -lt " + attempts
                        + " ]]; do sleep 0.05; done"))
                .limit(attempts)
                .toList();

        // when
        launched.addAll(requests);
        requests.parallelStream().forEach(service::launch);

        // then
        for (LaunchRequest request : requests) {
            assertThat(listener.awaitEnd(request.key(), patience()).exitCode()).hasValue(0);
        }
        assertThat(Eventually.read(file("directories")).lines())
                .as("output directories, one for each attempt")
                .doesNotHaveDuplicates()
                .hasSize(attempts);
    }

    @Test
    void shouldTellAttemptsOfOneTrialApart() {
        // given
        AttemptKey first = key();
        AttemptKey second = new AttemptKey(first.experimentId(), first.trialNumber(), 2);
        TrainingService service = service();

        // when
        launch(service, request(first, "exit 1", Map.of()));
        listener.awaitEnd(first, patience());
        launch(service, request(second, "exit 2", Map.of()));

        // then
        assertThat(listener.awaitEnd(second, patience()).exitCode())
                .as("a second attempt is an execution of its own")
                .hasValue(2);
    }

    @Test
    void shouldLeaveNoThreadsBehind() {
        // given
        LaunchRequest request = request(waitingCommand());
        ThreadLeaks leaks = ThreadLeaks.since();
        TrainingService service = service();
        launch(service, request);
        awaitRun();

        // when
        service.close();

        // then
        leaks.assertNone("close() must end every thread that the service started", patience());
    }

    private TrainingService service() {
        return open(listener);
    }

    /** Closes every service and makes another, as a restart of the server does. */
    private TrainingService restart(AttemptListener next) {
        open.forEach(TrainingService::close);
        open.clear();
        return open(next);
    }

    private TrainingService open(AttemptListener told) {
        Options options = factory().options().read(options());
        TrainingService service = factory().create(new TrainingServiceContext() {
            @Override
            public Options options() {
                return options;
            }

            @Override
            public AttemptListener listener() {
                return told;
            }
        });
        open.add(service);
        return service;
    }

    private void launch(TrainingService service, LaunchRequest request) {
        launched.add(request);
        service.launch(request);
    }

    private AttemptKey key() {
        return new AttemptKey("q3kx9abd", nextTrial++, 1);
    }

    private LaunchRequest request(String command) {
        return request(command, Map.of());
    }

    private LaunchRequest request(String command, Map<String, String> environment) {
        return request(key(), command, environment);
    }

    private LaunchRequest request(AttemptKey key, String command, Map<String, String> environment) {
        Path attempt = directory.resolve("attempts").resolve(key.trialId()).resolve(Integer.toString(key.attempt()));
        return LaunchRequest.of(key, command, code(), attempt, PARAMETERS, environment);
    }

    private Path code() {
        return directory.resolve("code");
    }

    private Path file(String name) {
        return evidence().resolve(name);
    }

    /** Says that it runs, then waits for {@link #letGo()}. */
    private String waitingCommand() {
        return "echo ran >> " + file("runs") + "; while [[ ! -e " + file("go") + " ]]; do sleep 0.05; done";
    }

    private void awaitRun() {
        Eventually.line(file("runs"), "launch() must start the command", patience());
    }

    private void letGo() {
        try {
            Files.createFile(file("go"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void assertRanOnce() {
        assertThat(file("runs"))
                .as("launch() is idempotent: a second launch of the same attempt finds the first")
                .hasContent("ran");
    }

    private long pid(String name) {
        return Long.parseLong(Eventually.line(file(name), "the command was not started", patience()));
    }

    private static String printed(LaunchRequest request, String name) {
        try (Stream<Path> files = Files.walk(request.attemptDirectory())) {
            StringBuilder text = new StringBuilder();
            files.filter(Files::isRegularFile)
                    .filter(path -> path.getFileName().toString().startsWith(name))
                    .forEach(path -> text.append(Eventually.read(path)));
            return text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
