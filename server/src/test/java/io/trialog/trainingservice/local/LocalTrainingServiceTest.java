package io.trialog.trainingservice.local;

import static io.trialog.trainingservice.local.TrialFixture.PATIENCE;
import static io.trialog.trainingservice.local.TrialFixture.isAlive;
import static io.trialog.trainingservice.local.TrialFixture.signal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.trialog.spi.testkit.RecordingAttemptListener;
import io.trialog.spi.training.AttemptOutcome;
import io.trialog.spi.training.AttemptOutcome.Cause;
import io.trialog.spi.training.LaunchRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What this service promises beyond the contract of all training services. */
class LocalTrainingServiceTest {

    @TempDir
    private Path directory;

    private TrialFixture trials;

    @BeforeEach
    void open() throws IOException {
        trials = new TrialFixture(directory);
    }

    @AfterEach
    void close() throws IOException {
        trials.close();
    }

    @Nested
    class AtTheEnd {

        @Test
        void shouldEndWhatTheCommandLeftRunning() {
            LaunchRequest request = trials.request("sleep 600 & echo $! > child; exit 5");

            AttemptOutcome outcome = trials.run(request);

            assertThat(outcome.exitCode()).hasValue(5);
            assertThat(isAlive(trials.pid("child"))).isFalse();
        }

        @Test
        void shouldEndWhatTheCommandLeftRunningAlsoWhenItIgnoresTerm() {
            LaunchRequest request =
                    trials.request("bash -c 'trap : TERM; echo $$ > child; while true; do sleep 1; done' &\n"
                            + "until [[ -s child ]]; do sleep 0.01; done; exit 5");

            AttemptOutcome outcome = trials.run(request);

            assertThat(outcome.exitCode()).hasValue(5);
            assertThat(isAlive(trials.pid("child"))).isFalse();
        }

        @Test
        void shouldTellTheLastWordsOfAFailure() {
            AttemptOutcome failure = trials.run(trials.request("echo out of memory >&2; exit 3"));

            assertThat(failure.message()).hasValue("out of memory");
        }

        @Test
        void shouldTellTheLastWordsOfASuccessToo() {
            AttemptOutcome success = trials.run(trials.request("echo a warning >&2"));

            assertThat(success.exitCode()).hasValue(0);
            assertThat(success.message()).hasValue("a warning");
        }

        @Test
        void shouldTellWhenItWasAlsoMuchLater() {
            // given
            LaunchRequest request = trials.request("exit 0");
            Instant seen = trials.run(request).endedAt().orElseThrow();
            Instant later = Instant.now();

            // when
            trials.restart();
            AttemptOutcome again = trials.run(request);

            // then
            assertThat(again.endedAt()).hasValue(seen);
            assertThat(seen).isBeforeOrEqualTo(later).isAfter(later.minusSeconds(30));
        }

        @Test
        void shouldNotBeMistakenForAPause() throws IOException, InterruptedException {
            // given
            LaunchRequest request = trials.request("echo $$ > shell; kill -STOP $$; exit 4");
            trials.service().launch(request);
            long shell = trials.pid("shell");
            await().atMost(PATIENCE).until(() -> state(shell).startsWith("T"));

            // when
            signal("CONT", shell);

            // then
            assertThat(trials.end(request).exitCode()).hasValue(4);
        }

        @Test
        void shouldNotBeMistakenForAPauseAtTheVeryBeginning() throws IOException, InterruptedException {
            // given: a shell that is slow to leave job control, as on a busy machine; the command stops before
            LaunchRequest request = trials.request("echo $$ > shell; kill -STOP $$; exit 4");
            AttemptDirectory attempt = AttemptDirectory.of(request);
            attempt.prepare(request);
            String script = Files.readString(attempt.script());
            Files.writeString(attempt.script(), script.replace("\nset +m\n", "\nsleep 0.3\nset +m\n"));
            assertThat(attempt.script()).content().isNotEqualTo(script);
            Process supervisor =
                    new ProcessBuilder("bash", "-p", attempt.script().toString()).start();
            long shell = trials.pid("shell");
            await().atMost(PATIENCE).until(() -> state(shell).startsWith("T"));

            // when
            assertThat(supervisor.waitFor(1, TimeUnit.SECONDS)).isFalse();
            signal("CONT", shell);

            // then
            assertThat(supervisor.waitFor()).isEqualTo(4);
            assertThat(attempt.exit().orElseThrow().code()).isEqualTo(4);
        }

        /** A letter of ps(1), T for stopped. */
        private static String state(long pid) throws IOException, InterruptedException {
            Process ps = new ProcessBuilder("ps", "-o", "stat=", "-p", Long.toString(pid)).start();
            String state = new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            ps.waitFor();
            return state.strip();
        }

        @Test
        void shouldPassATermOfTheSupervisorOnToTheCommand() throws IOException, InterruptedException {
            // given
            LaunchRequest request =
                    trials.request("trap 'exit 9' TERM; echo ready > ready; while true; do sleep 0.05; done");
            trials.service().launch(request);
            trials.line("ready");

            // when
            signal("TERM", trials.supervisorOf(request).pid());

            // then
            AttemptOutcome outcome = trials.end(request);
            assertThat(outcome.cause()).isEqualTo(Cause.EXITED);
            assertThat(outcome.exitCode()).hasValue(9);
        }

        @Test
        @EnabledOnOs(OS.LINUX)
        void shouldLeaveNothingWhenTheSupervisorIsKilled() throws IOException, InterruptedException {
            // given
            LaunchRequest request = trials.request("sleep 600 & echo $! > child; wait");
            trials.service().launch(request);
            long child = trials.pid("child");
            trials.restart();
            trials.service().launch(request);

            // when
            signal("KILL", trials.supervisorOf(request).pid());

            // then
            assertThat(trials.end(request).cause()).isEqualTo(Cause.LOST);
            assertThat(isAlive(child)).isFalse();
        }
    }

    @Nested
    class AtTheStart {

        @Test
        @EnabledOnOs(OS.LINUX)
        void shouldNoteTheUptimeOfTheClaimWheneverTheShellWasStarted() throws IOException {
            // the shells of later ones may have waited for them
            for (int number = 0; number < 3; number++) {
                LaunchRequest request = TrialFixture.request(directory, number, "true");
                long before = Uptime.now();

                trials.run(request);

                Supervisor supervisor =
                        AttemptDirectory.of(request).supervisor().orElseThrow();
                assertThat(supervisor.claimedAt()).isBetween(before, Uptime.now());
            }
        }

        @Test
        void shouldSayThatTheCodeDirectoryIsMissingAndStartOnceItIsThere() throws IOException {
            // given
            LaunchRequest request = trials.request("echo ran >> runs");
            Files.delete(trials.code());

            // when
            AttemptOutcome outcome = trials.run(request);

            // then
            assertThat(outcome.cause()).isEqualTo(Cause.LAUNCH_FAILED);
            assertThat(outcome.message())
                    .hasValue("trial code directory: " + trials.code() + " (expected: an existing directory)");

            // when
            Files.createDirectory(trials.code());
            trials.restart();

            // then
            assertThat(trials.run(request).exitCode()).hasValue(0);
            assertThat(trials.file("runs")).hasContent("ran");
        }

        @Test
        void shouldSayThatBashIsMissing() throws IOException {
            // given
            Path bin = Files.createDirectory(directory.resolve("bin"));
            Files.createSymbolicLink(bin.resolve("setsid"), Path.of("/bin/true"));
            RecordingAttemptListener listener = new RecordingAttemptListener();
            LaunchRequest request = trials.request("true");

            // when
            try (LocalTrainingService service = TrialFixture.serviceFor(listener, bin.toString())) {
                service.launch(request);
            }

            // then
            AttemptOutcome outcome = listener.endOf(request.key()).orElseThrow();
            assertThat(outcome.cause()).isEqualTo(Cause.LAUNCH_FAILED);
            assertThat(outcome.message())
                    .hasValueSatisfying(text -> assertThat(text).contains("bash: not found", "PATH", bin.toString()));
        }

        @Test
        @EnabledOnOs(OS.LINUX)
        void shouldDetachByPerlWhereThereIsNoSetsid() throws IOException {
            // given
            Path bin = Files.createDirectory(directory.resolve("bin"));
            Path perl = Path.of("/usr/bin/perl");
            assumeTrue(Files.exists(perl), "needs perl");
            Files.createSymbolicLink(bin.resolve("perl"), perl);
            Files.createSymbolicLink(bin.resolve("bash"), Path.of("/bin/bash"));
            RecordingAttemptListener listener = new RecordingAttemptListener();
            LaunchRequest request = trials.request("exec sleep 600");

            try (LocalTrainingService service = TrialFixture.serviceFor(listener, bin.toString())) {
                // when
                service.launch(request);
                long pid = trials.supervisorOf(request).pid();

                // then
                assertThat(ProcStat.of(pid).orElseThrow().session()).isEqualTo(pid);
                service.kill(request.key(), Duration.ZERO);
                assertThat(listener.awaitEnd(request.key(), PATIENCE).cause()).isEqualTo(Cause.KILLED);
            }
        }

        @Test
        void shouldSayThatTheAttemptDirectoryCannotBeWritten() throws IOException {
            // given
            LaunchRequest request = trials.request("true");
            Files.writeString(directory.resolve("attempts"), "a file where a directory should be");

            // when
            AttemptOutcome outcome = trials.run(request);

            // then
            assertThat(outcome.cause()).isEqualTo(Cause.LAUNCH_FAILED);
            assertThat(outcome.message())
                    .hasValueSatisfying(text ->
                            assertThat(text).contains(request.attemptDirectory().toString()));
        }

        @Test
        void shouldSayThatTheRecordCannotBeWritten() throws IOException {
            // given: what a full disk or a lost mount does to the supervisor
            LaunchRequest request = trials.request("touch ran");
            Files.createDirectories(request.attemptDirectory().resolve("stdout"));

            // when
            AttemptOutcome outcome = trials.run(request);

            // then
            assertThat(outcome.cause()).isEqualTo(Cause.LAUNCH_FAILED);
            assertThat(outcome.message())
                    .hasValueSatisfying(text -> assertThat(text)
                            .contains(
                                    "cannot write " + request.attemptDirectory().resolve("stdout")));
            assertThat(trials.file("ran")).doesNotExist();
        }

        @Test
        void shouldStartOnceWhenServersRace() {
            // given
            List<LaunchRequest> requests = LongStream.range(0, 20)
                    .mapToObj(trial -> TrialFixture.request(directory, trial, "echo " + trial + " >> runs; exit 6"))
                    .toList();
            RecordingAttemptListener other = new RecordingAttemptListener();
            Phaser gun = new Phaser(2);

            // when
            try (LocalTrainingService rival = TrialFixture.serviceFor(other, System.getenv("PATH"))) {
                CompletableFuture<Void> race = CompletableFuture.runAsync(() -> launchAll(rival, requests, gun));
                launchAll(trials.service(), requests, gun);
                race.join();

                // then: both see the end
                for (LaunchRequest request : requests) {
                    assertThat(trials.end(request).exitCode()).hasValue(6);
                    assertThat(other.awaitEnd(request.key(), PATIENCE).exitCode())
                            .hasValue(6);
                }
            }
            assertThat(trials.read("runs").lines()).hasSize(20).doesNotHaveDuplicates();
        }

        private static void launchAll(LocalTrainingService service, List<LaunchRequest> requests, Phaser gun) {
            for (LaunchRequest request : requests) {
                gun.arriveAndAwaitAdvance();
                service.launch(request);
            }
        }

        @Test
        void shouldRunManyAtOnce() {
            // given
            List<LaunchRequest> requests = LongStream.range(0, 200)
                    .mapToObj(trial -> TrialFixture.request(directory, trial, "exit " + trial % 100))
                    .toList();

            // when
            requests.parallelStream().forEach(trials.service()::launch);

            // then
            for (LaunchRequest request : requests) {
                assertThat(trials.end(request).exitCode())
                        .hasValue((int) request.key().trialNumber() % 100);
            }
        }

        @Test
        void shouldShowTheTokenToNobody() throws IOException {
            // given
            LaunchRequest request = trials.request("[[ ${#TRIALOG_TOKEN} == 12 ]] && echo $$ > shell; exec sleep 600");
            trials.service().launch(request);
            trials.pid("shell");

            // when
            List<String> commandLines = ProcessHandle.allProcesses()
                    .map(process -> process.info().commandLine().orElse(""))
                    .toList();

            // then
            assertThat(commandLines)
                    .anyMatch(line -> line.contains("run.sh"))
                    .noneMatch(line -> line.contains("s3cret"));
            try (Stream<Path> files = Files.walk(request.attemptDirectory())) {
                assertThat(files.filter(Files::isRegularFile))
                        .isNotEmpty()
                        .allSatisfy(file -> assertThat(file).content().doesNotContain("s3cret"));
            }
            trials.kill(request);
        }
    }

    @Nested
    class WhenFoundAgain {

        @Test
        void shouldNotTakeAnotherProcessForTheTrial() throws IOException, InterruptedException {
            // given: a record whose process id was given to somebody else
            LaunchRequest request = trials.request("touch ran");
            Process stranger = new ProcessBuilder("sleep", "600").start();
            long longAgo = Instant.now().minusSeconds(3600).toEpochMilli();
            write(request, "process", "pid=" + stranger.pid() + " started=" + longAgo + " boot=x ticks=1\n");

            // when
            trials.service().launch(request);
            trials.service().kill(request.key(), Duration.ZERO);
            AttemptOutcome outcome = trials.end(request);

            // then
            assertThat(outcome.cause()).isEqualTo(Cause.LOST);
            assertThat(stranger.isAlive()).isTrue();
            assertThat(trials.file("ran")).doesNotExist();
            stranger.destroyForcibly().waitFor();
        }

        @Test
        void shouldNotStartWhatAnotherLaunchClaimedWithoutALivingTrace() throws IOException {
            // given: the machine lost its power before the record was on disk
            LaunchRequest request = trials.request("touch ran");
            write(request, "process", "");

            // when
            AttemptOutcome outcome = trials.run(request);

            // then
            assertThat(outcome.cause()).isEqualTo(Cause.LOST);
            assertThat(outcome.message())
                    .hasValueSatisfying(text -> assertThat(text).contains("process was not written to its end"));
            assertThat(trials.file("ran")).doesNotExist();
        }

        @Test
        void shouldStartWhatWasPreparedButNotClaimed() throws IOException {
            // given: a server that died before its supervisor came that far
            LaunchRequest request = trials.request("touch ran");
            AttemptDirectory.of(request).prepare(request);

            // when, then
            assertThat(trials.run(request).exitCode()).hasValue(0);
            assertThat(trials.file("ran")).exists();
        }

        @Test
        void shouldEndWhatExceededItsTimeLimitMeanwhile() {
            // given
            LaunchRequest request = trials.request("echo $$ > shell; exec sleep 600");
            trials.service().launch(request);
            Instant start = trials.listener().awaitStart(request.key(), PATIENCE);
            long shell = trials.pid("shell");
            Duration limit = Duration.ofMillis(100);
            trials.service().close();
            await().atMost(PATIENCE).until(() -> Instant.now().isAfter(start.plus(limit)));

            // when
            trials.restart();
            AttemptOutcome outcome = trials.run(request.withTimeLimit(limit));

            // then
            assertThat(outcome.cause()).isEqualTo(Cause.TIMED_OUT);
            assertThat(isAlive(shell)).isFalse();
        }

        @Test
        void shouldBelieveWhatEndedByItselfBeyondItsTimeLimit() {
            // given: nobody was there to enforce the limit, and the result is there
            LaunchRequest request = trials.request("sleep 0.1; exit 0");
            trials.run(request);

            // when
            trials.restart();
            AttemptOutcome outcome = trials.run(request.withTimeLimit(Duration.ofMillis(50)));

            // then
            assertThat(outcome.exitCode()).hasValue(0);
        }

        @Test
        void shouldGoOnKillingWhatAServerBeganToKill() {
            // given
            LaunchRequest request =
                    trials.request("trap 'echo asked > asked' TERM; echo $$ > shell; while true; do sleep 0.05; done");
            trials.service().launch(request);
            long shell = trials.pid("shell");
            trials.service().kill(request.key(), Duration.ofSeconds(1));
            trials.line("asked");

            // when
            trials.restart();
            AttemptOutcome outcome = trials.run(request);

            // then
            assertThat(outcome.cause()).isEqualTo(Cause.KILLED);
            assertThat(isAlive(shell)).isFalse();
        }

        private void write(LaunchRequest request, String name, String text) throws IOException {
            Files.createDirectories(request.attemptDirectory());
            Files.writeString(request.attemptDirectory().resolve(name), text);
        }
    }

    @Nested
    class WhenKilled {

        @Test
        void shouldLeaveTimeForWhatTheTrialDoesAboutIt() {
            // given
            LaunchRequest request = trials.request("trap 'bash -c \"sleep 0.2; echo saved > saved\"; exit 0' TERM\n"
                    + "echo ready > ready; while true; do sleep 0.05; done");
            trials.service().launch(request);
            trials.line("ready");

            // when
            trials.service().kill(request.key(), PATIENCE);

            // then
            assertThat(trials.end(request).cause()).isEqualTo(Cause.KILLED);
            assertThat(trials.line("saved")).isEqualTo("saved");
        }

        @Test
        void shouldLeaveThatTimeAlsoToTheChildrenOfAShellThatEndsAtOnce() {
            // given: bash dies of TERM, its child wants to save its work first, and takes a second TERM for impatience
            LaunchRequest request = trials.request("bash -c 'trap \"echo asked >> asked\" TERM; echo ready > ready\n"
                    + "until [[ -e asked ]]; do sleep 0.05; done\n"
                    + "for _ in {1..10}; do sleep 0.05; done; echo saved > saved'; true");
            trials.service().launch(request);
            trials.line("ready");

            // when
            trials.service().kill(request.key(), PATIENCE);

            // then
            assertThat(trials.end(request).cause()).isEqualTo(Cause.KILLED);
            assertThat(trials.file("asked")).hasContent("asked");
            assertThat(trials.file("saved")).hasContent("saved");
        }

        @Test
        void shouldForceEarlierWhenAskedASecondTime() {
            // given
            LaunchRequest request = trials.request("trap '' TERM; echo ready > ready; while true; do sleep 0.05; done");
            trials.service().launch(request);
            trials.line("ready");

            // when
            trials.service().kill(request.key(), Duration.ofDays(1));
            trials.service().kill(request.key(), Duration.ZERO);

            // then
            assertThat(trials.end(request).cause()).isEqualTo(Cause.KILLED);
        }

        @Test
        @EnabledOnOs(OS.LINUX)
        void shouldEndOrphansInTheSession() {
            // given: a grandchild whose parent has ended, in a process group of its own
            LaunchRequest request = trials.request("bash -c 'set -m; sleep 600 & echo $! > orphan'; exec sleep 600");
            trials.service().launch(request);
            long orphan = trials.pid("orphan");

            // when
            trials.service().kill(request.key(), Duration.ofMillis(100));

            // then
            assertThat(trials.end(request).cause()).isEqualTo(Cause.KILLED);
            assertThat(isAlive(orphan)).isFalse();
        }

        @Test
        void shouldForceASessionThatIgnoresTermAfterItsShellHasEnded() {
            // given
            LaunchRequest request = trials.request(
                    "setsid bash -c 'trap \"\" TERM; echo $$ > stubborn; while true; do sleep 0.05; done'; true");
            trials.service().launch(request);
            long stubborn = trials.pid("stubborn");

            // when
            trials.service().kill(request.key(), Duration.ofMillis(300));

            // then
            assertThat(trials.end(request).cause()).isEqualTo(Cause.KILLED);
            assertThat(isAlive(stubborn)).isFalse();
        }
    }
}
