package io.trialog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.event.ExperimentState;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryCommandTest {

    private static final String ID = "q3kx9abd";

    private final CommandLineFixture trialog = new CommandLineFixture();

    @Test
    void shouldAskTheServerThatOwnsTheData() {
        // given
        trialog.story.completed(ID);
        trialog.servers.owner = URI.create("http://127.0.0.1:8081");

        // when
        int exitCode = trialog.execute("retry", ID, "--failed");

        // then
        assertThat(exitCode).isEqualTo(ExitCode.OK);
        assertThat(trialog.servers.commands).containsExactly("retry q3kx9abd [] at http://127.0.0.1:8081");
        assertThat(trialog.servers.started).isNull();
        assertThat(trialog.out()).isEqualTo("experiment q3kx9abd: tries 2 trials again, at http://127.0.0.1:8081\n");
    }

    @Test
    void shouldNameTheTrialsToTheServer() {
        trialog.story.completed(ID);
        trialog.servers.owner = URI.create("http://127.0.0.1:8081");

        assertThat(trialog.execute("retry", ID, "1")).isEqualTo(ExitCode.OK);

        assertThat(trialog.servers.commands).containsExactly("retry q3kx9abd [1] at http://127.0.0.1:8081");
        assertThat(trialog.out()).contains("tries 1 trial again");
    }

    @Test
    void shouldGoOnHereWithoutAServer() {
        // given
        trialog.story.completed(ID);
        trialog.servers.afterBegin = () -> trialog.story
                .waitsAgain(ID, 1)
                .runsAgain(ID, 1, 2)
                .succeeds(ID, 1, 0.99)
                .enters(ID, ExperimentState.DONE, null);

        // when
        int exitCode = trialog.execute("retry", ID, "1", "1");

        // then
        assertThat(exitCode).isEqualTo(ExitCode.OK);
        assertThat(trialog.servers.commands).containsExactly("retry q3kx9abd [1, 1]");
        assertThat(trialog.out()).contains("#1  succeeded      0.99").contains("4 trials, 4 succeeded");
        assertThat(trialog.servers.closed).isTrue();
    }

    @Test
    void shouldPassOnWhyItIsRefused() {
        trialog.story.created(ID).starts(ID, 0, Map.of("lr", 0.1)).succeeds(ID, 0, 0.9);

        int exitCode = trialog.execute("retry", ID, "--failed");

        assertThat(exitCode).isEqualTo(ExitCode.USAGE);
        assertThat(trialog.err()).isEqualTo("trialog: no trial of experiment q3kx9abd failed\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--failed 1"})
    void shouldWantEitherNumbersOrAllThatFailed(String which) {
        trialog.story.completed(ID);

        int exitCode = trialog.execute(("retry " + ID + " " + which).strip().split(" "));

        assertThat(exitCode).isEqualTo(ExitCode.USAGE);
        assertThat(trialog.err()).contains("Which trials? (expected: either numbers of trials or --failed)");
        assertThat(trialog.servers.commands).isEmpty();
    }

    @Test
    void shouldNotStartAServerForAnUnknownId() {
        trialog.story.completed(ID);

        assertThat(trialog.execute("retry", "q3kx9abt", "1")).isEqualTo(ExitCode.UNKNOWN_ID);

        assertThat(trialog.err()).contains("did you mean q3kx9abd?");
        assertThat(trialog.servers.started).isNull();
    }
}
