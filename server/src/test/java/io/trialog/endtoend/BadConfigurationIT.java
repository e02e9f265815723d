package io.trialog.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.endtoend.TrialogProcess.Ended;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What keeps an experiment from being started: says what was expected, what came, and what to do. */
class BadConfigurationIT {

    private static final String GOOD = "maxTrialNumber: 1\n";

    @TempDir
    private Path folder;

    @AutoClose
    private Workplace workplace;

    private Experiments experiments;

    @BeforeEach
    void begin() {
        workplace = new Workplace(folder);
        experiments = workplace.experiments();
    }

    @Test
    void shouldTellAllProblemsAtOnce() {
        // given
        Path yaml = experiments.yaml("""
                searchSpace:
                  lr: {_type: loguniform, _value: [0, 1]}
                  units: {_type: uniformly, _value: [0, 1]}
                maxTrialNumbr: 10
                trialConcurrency: 0
                """);

        // when
        Ended ended = workplace.run(yaml).ended().with(2);

        // then
        assertThat(ended.err().lines())
                .satisfiesExactly(
                        line -> assertThat(line).endsWith(" has 5 problems; nothing was started"),
                        line -> assertThat(line)
                                .isEqualTo(yaml + ":2: searchSpace.lr._value: low: 0.0 (expected: > 0)"),
                        line -> assertThat(line)
                                .startsWith(yaml + ":3: searchSpace.units._type: \"uniformly\" (expected: one of ")
                                .endsWith("did you mean 'uniform'?"),
                        line -> assertThat(line)
                                .isEqualTo(yaml + ":4: maxTrialNumbr: unknown key; did you mean 'maxTrialNumber'?"),
                        line -> assertThat(line).isEqualTo(yaml + ":5: trialConcurrency: 0 (expected: >= 1)"),
                        line -> assertThat(line).startsWith(yaml + ": trialCommand: missing (expected: "));
        assertThat(ended.out()).isEmpty();
        assertThat(workplace.data()).doesNotExist();
    }

    @Test
    void shouldSayThatTheCodeDirectoryIsNotThere() {
        Path yaml = experiments.bash("trialCodeDirectory: no/such/folder\n", "");
        assertThat(workplace.run(yaml).ended().with(2).err())
                .contains(yaml + ":3: trialCodeDirectory")
                .contains(experiments.folder().resolve("no/such/folder").toString())
                .contains("expected: ");
    }

    @Test
    void shouldSayThatThereIsNoSuchFile() {
        assertThat(workplace
                        .run(experiments.folder().resolve("none.yaml"))
                        .ended()
                        .with(2)
                        .err())
                .contains("none.yaml: no such file");
        assertThat(workplace.data()).doesNotExist();
    }

    @Test
    void shouldSayThatThePortIsInUse() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Path yaml = experiments.bash(GOOD, "");
            Ended ended = workplace
                    .ended("run", yaml.toString(), "--port", Integer.toString(other.getLocalPort()))
                    .with(69);
            assertThat(ended.err())
                    .contains("cannot listen on 127.0.0.1:" + other.getLocalPort() + ": Address already in use")
                    .contains("--port");
        }
    }

    @Test
    void shouldSayWhoOwnsTheDataDirectory() {
        // given
        TrialogProcess serve = workplace.serve();
        URI url = serve.url();
        Path yaml = experiments.bash(GOOD, "");

        // when
        Ended ended = workplace.run(yaml).ended().with(69);

        // then
        assertThat(ended.err())
                .contains("data directory " + workplace.data() + " is in use by process " + serve.pid())
                .contains(url.toString())
                .contains("--data");
        assertThat(new Api(url).get("/healthz").status()).isEqualTo(200);
        assertThat(workplace.log().events("server.started")).hasSize(1);
    }

    @Test
    void shouldLookAtDataThatAnotherProcessOwns() {
        // given
        TrialogProcess serve = workplace.serve();
        String id = new Api(serve.url())
                .create(experiments.posted(experiments.bash("maxTrialNumber: 2\n", "mark running\nwait_for go\n")));
        experiments.awaitMark("running");

        // then
        assertThat(workplace.out("list"))
                .containsPattern(id + " +running +0/2")
                .contains(serve.url().toString());
        assertThat(workplace.out("view", id)).contains(serve.url() + "/experiments/" + id);
        assertThat(workplace.ended("resume", id, "--port", "0").with(69).err()).contains("is in use by process");
    }

    @Test
    void shouldHoldAnExperimentWhoseTrialsCannotBeStarted() throws Exception {
        // given
        Path code = Files.createDirectory(experiments.folder().resolve("gone"));
        Path yaml = experiments.bash("maxTrialNumber: 2\ntrialConcurrency: 1\ntrialCodeDirectory: gone\n", "");
        Files.writeString(code.resolve("trial.sh"), "rm -r ../gone\n");

        // when
        Ended ended = workplace.run(yaml).ended().with(1);

        // then
        assertThat(ended.err())
                .contains("is on hold", "trial 1 could not be started", code.toString(), "trialog resume");
        assertThat(workplace.log().experimentStates()).containsExactly("RUNNING", "NO_MORE_TRIAL", "ERROR");
    }
}
