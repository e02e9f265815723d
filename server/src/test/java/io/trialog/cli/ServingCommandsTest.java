package io.trialog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.event.ExperimentId;
import io.trialog.event.ExperimentState;
import java.net.URI;
import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The commands that serve until somebody ends them: {@code serve} and {@code view}. */
@Timeout(20)
class ServingCommandsTest {

    private static final String ID = "q3kx9abd";

    private final CommandLineFixture trialog = new CommandLineFixture();

    @Test
    void shouldSayHowToCreateExperimentsAndGoOnWithInterruptedOnes() {
        // given
        trialog.story
                .created(ID)
                .starts(ID, 0, Map.of("lr", 0.1))
                .enters(ID, ExperimentState.STOPPED, "its server ended");
        trialog.servers.interrupted = List.of(new ExperimentId(ID));
        trialog.servers.afterBegin = () -> trialog.signal("TERM", 15);
        trialog.servers.afterStop = () -> trialog.story.waitsAgain(ID, 0).enters(ID, ExperimentState.STOPPED, null);

        // when
        int exitCode = trialog.execute("serve");

        // then
        assertThat(exitCode).isEqualTo(ExitCode.OK);
        assertThat(trialog.out()).isEqualTo("""
                        server      http://127.0.0.1:8080/
                        data        /data
                        create      curl -H 'Content-Type: application/yaml' --data-binary @experiment.yaml \
                        http://127.0.0.1:8080/api/v1/experiments
                        Ctrl-C stops the server
                        goes on     q3kx9abd, which an earlier server left behind
                        stopping: 1 running trial ... (Ctrl-C again ends at once)
                        go on       trialog resume q3kx9abd
                        server stopped
                        """);
        assertThat(trialog.servers.commands)
                .containsExactly("resume q3kx9abd null", "stop q3kx9abd its server was stopped");
        assertThat(trialog.servers.closed).isTrue();
    }

    @Test
    void shouldServeAllTheSameWhenAnInterruptedExperimentCannotGoOn() {
        trialog.story.completed(ID);
        trialog.servers.interrupted = new AbstractList<>() {
            @Override
            public ExperimentId get(int index) {
                trialog.signal("INT", 2);
                return new ExperimentId(ID);
            }

            @Override
            public int size() {
                return 1;
            }
        };
        trialog.servers.token = "s3cret";

        int exitCode = trialog.execute("serve");

        assertThat(exitCode).isEqualTo(ExitCode.OK);
        assertThat(trialog.out())
                .contains("curl -H 'Content-Type: application/yaml' -H 'Authorization: Bearer s3cret'");
        assertThat(trialog.err())
                .isEqualTo("trialog: cannot go on with q3kx9abd: experiment q3kx9abd has all its trials\n");
    }

    @Test
    void shouldServeARecordedExperimentReadOnly() {
        trialog.story.completed(ID);
        trialog.interruption.listen();
        trialog.signal("INT", 2);

        int exitCode = trialog.execute("view", ID, "--port", "9000");

        assertThat(exitCode).isEqualTo(ExitCode.OK);
        assertThat(trialog.out()).isEqualTo("web page    http://127.0.0.1:8080/experiments/q3kx9abd\nCtrl-C ends\n");
        assertThat(trialog.servers.started).isNotNull();
        assertThat(trialog.servers.started.view()).isTrue();
        assertThat(trialog.servers.started.port()).isEqualTo(9000);
        assertThat(trialog.servers.closed).isTrue();
    }

    @Test
    void shouldPointToTheServerThatRunsAlready() {
        trialog.story.completed(ID);
        trialog.servers.owner = URI.create("http://127.0.0.1:8081");

        int exitCode = trialog.execute("view", ID);

        assertThat(exitCode).isEqualTo(ExitCode.OK);
        assertThat(trialog.out()).isEqualTo("a running server shows it: http://127.0.0.1:8081/experiments/q3kx9abd\n");
        assertThat(trialog.servers.started).isNull();
    }

    @Test
    void shouldNotServeAnUnknownExperiment() {
        int exitCode = trialog.execute("view", "nothing");

        assertThat(exitCode).isEqualTo(ExitCode.UNKNOWN_ID);
        assertThat(trialog.err()).isEqualTo("trialog: there is no experiment nothing in /data; there is none at all\n");
    }
}
