package io.trialog.trainingservice.local;

import static io.trialog.trainingservice.local.TrialFixture.PATIENCE;
import static io.trialog.trainingservice.local.TrialFixture.isAlive;
import static io.trialog.trainingservice.local.TrialFixture.signal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trialog.spi.training.AttemptOutcome.Cause;
import io.trialog.spi.training.LaunchRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Trials outlive the process that launched them, however that ends. */
class ServerDeathTest {

    private static final String WAITING =
            "echo ran >> runs; echo $$ > shell; until [[ -e go ]]; do sleep 0.02; done; exit 7";

    @TempDir
    private Path directory;

    private final List<Process> servers = new ArrayList<>();
    private TrialFixture trials;

    @BeforeEach
    void open() throws IOException {
        trials = new TrialFixture(directory);
    }

    @AfterEach
    void close() throws IOException, InterruptedException {
        for (Process server : servers) {
            server.destroyForcibly().waitFor();
        }
        trials.close();
    }

    @Test
    void shouldFindTheTrialOfAServerThatWasKilled() throws IOException, InterruptedException {
        // given
        LaunchRequest request = trials.request(WAITING);
        Process server = start(List.of(), WAITING);
        launch(server);
        long shell = trials.pid("shell");

        // when
        server.destroyForcibly().waitFor();

        // then
        assertThat(isAlive(shell)).isTrue();

        // when
        trials.service().launch(request);
        trials.listener().awaitStart(request.key(), PATIENCE);
        Files.createFile(trials.file("go"));

        // then
        assertThat(trials.end(request).exitCode()).hasValue(7);
        assertThat(trials.file("runs")).hasContent("ran");
    }

    @Test
    void shouldFindTheExitCodeOfATrialThatEndedWithoutServer() throws IOException, InterruptedException {
        // given
        LaunchRequest request = trials.request(WAITING);
        Process server = start(List.of(), WAITING);
        launch(server);
        trials.pid("shell");
        say(server); // halts
        server.waitFor();
        Supervisor supervisor = trials.supervisorOf(request);

        // when
        Files.createFile(trials.file("go"));
        await().atMost(PATIENCE).until(() -> !supervisor.isAlive());

        // then
        assertThat(trials.run(request).exitCode()).hasValue(7);
        assertThat(trials.file("runs")).hasContent("ran");
    }

    @Test
    void shouldKillTheTrialOfAServerThatIsGone() throws IOException, InterruptedException {
        // given
        LaunchRequest request = trials.request(WAITING);
        Process server = start(List.of(), WAITING);
        launch(server);
        long shell = trials.pid("shell");
        server.destroyForcibly().waitFor();

        // when
        trials.service().launch(request);
        trials.service().kill(request.key(), Duration.ofSeconds(1));

        // then
        assertThat(trials.end(request).cause()).isEqualTo(Cause.KILLED);
        assertThat(isAlive(shell)).isFalse();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldNotHearACtrlCInTheTerminalOfTheServer() throws IOException, InterruptedException {
        // given: setsid makes the server the leader of a process group, as a shell with a terminal does
        LaunchRequest request = trials.request(WAITING);
        Process server = start(List.of("setsid"), WAITING);
        launch(server);
        long shell = trials.pid("shell");

        // when: what a terminal sends
        signal("INT", -server.pid());
        server.waitFor();

        // then
        assertThat(isAlive(shell)).isTrue();
        Files.createFile(trials.file("go"));
        assertThat(trials.run(request).exitCode()).hasValue(7);
    }

    @Test
    void shouldStartOnceWhenProcessesRace() throws IOException {
        // given
        int attempts = 20;
        String command = "echo $TRIALOG_OUTPUT_DIRECTORY >> runs";
        Process first = AnotherServer.start(List.of(), directory, attempts, command);
        Process second = AnotherServer.start(List.of(), directory, attempts, command);
        servers.addAll(List.of(first, second));
        assertThat(word(first)).isEqualTo("ready");
        assertThat(word(second)).isEqualTo("ready");

        // when
        say(first);
        say(second);
        assertThat(word(first)).isEqualTo("launched");
        assertThat(word(second)).isEqualTo("launched");

        // then
        for (int trial = 0; trial < attempts; trial++) {
            assertThat(trials.run(TrialFixture.request(directory, trial, command))
                            .exitCode())
                    .hasValue(0);
        }
        assertThat(trials.read("runs").lines()).hasSize(attempts).doesNotHaveDuplicates();
    }

    private Process start(List<String> before, String command) throws IOException {
        Process server = AnotherServer.start(before, directory, 1, command);
        servers.add(server);
        assertThat(word(server)).isEqualTo("ready");
        return server;
    }

    private static void launch(Process server) throws IOException {
        say(server);
        assertThat(word(server)).isEqualTo("launched");
    }

    private static void say(Process server) throws IOException {
        server.getOutputStream().write('\n');
        server.getOutputStream().flush();
    }

    private static String word(Process server) throws IOException {
        BufferedReader words = server.inputReader();
        return words.readLine();
    }
}
