package io.trialog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.event.ExperimentState;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResumeCommandTest {

    private static final String ID = "q3kx9abd";

    private final CommandLineFixture trialog = new CommandLineFixture();

    @Test
    void shouldGoOnFromTheBestSoFar() {
        // given
        trialog.story
                .created(ID)
                .starts(ID, 0, Map.of("lr", 0.1))
                .succeeds(ID, 0, 0.9)
                .enters(ID, ExperimentState.STOPPED, "interrupted");
        trialog.servers.afterBegin = () -> trialog.story
                .starts(ID, 1, Map.of("lr", 0.2))
                .after(Duration.ofSeconds(61))
                .succeeds(ID, 1, 0.95)
                .starts(ID, 2, Map.of("lr", 0.3))
                .succeeds(ID, 2, 0.8)
                .enters(ID, ExperimentState.DONE, null);

        // when
        int exitCode = trialog.execute("resume", ID, "--max-trials", "3");

        // then
        assertThat(exitCode).isEqualTo(ExitCode.OK);
        assertThat(trialog.servers.commands).containsExactly("resume q3kx9abd 3");
        assertThat(trialog.out())
                .contains("#1  succeeded      0.95        best +0.05    1 min 1 s  lr=0.2\n")
                .contains("#2  succeeded      0.8                           0.0 s  lr=0.3\n")
                .contains("ran 1 min 1 s");
    }

    @Test
    void shouldGiveMoreTimeBeforeItGoesOn() {
        // given
        trialog.story.created(ID).enters(ID, ExperimentState.STOPPED, "interrupted");
        trialog.servers.afterBegin = () -> trialog.story
                .starts(ID, 0, Map.of("lr", 0.1))
                .succeeds(ID, 0, 0.9)
                .enters(ID, ExperimentState.DONE, null);

        // when
        int exitCode = trialog.execute("resume", ID, "--max-duration", "2h", "--max-trials", "3");

        // then
        assertThat(exitCode).isEqualTo(ExitCode.OK);
        assertThat(trialog.servers.commands)
                .containsExactly(
                        "update q3kx9abd {maxExperimentDuration=2h, maxTrialNumber=3}", "resume q3kx9abd null");
    }

    @Test
    void shouldNotResumeWhatMoreTimeHasSetGoing() {
        // given
        trialog.story.created(ID).enters(ID, ExperimentState.DONE, "the time is over");
        trialog.servers.afterBegin = () -> trialog.story
                .starts(ID, 0, Map.of("lr", 0.1))
                .succeeds(ID, 0, 0.9)
                .enters(ID, ExperimentState.DONE, null);

        // when
        int exitCode = trialog.execute("resume", ID, "--max-duration", "2h");

        // then
        assertThat(exitCode).isEqualTo(ExitCode.OK);
        assertThat(trialog.servers.commands).containsExactly("update q3kx9abd {maxExperimentDuration=2h}");
    }

    @Test
    void shouldNotStartAServerForAnUnknownId() {
        trialog.story.completed(ID);

        int exitCode = trialog.execute("resume", "q3kx9abt");

        assertThat(exitCode).isEqualTo(ExitCode.UNKNOWN_ID);
        assertThat(trialog.err())
                .isEqualTo("trialog: there is no experiment q3kx9abt in /data; did you mean q3kx9abd?\n");
        assertThat(trialog.servers.started).isNull();
    }

    @Test
    void shouldPassOnWhyItIsRefused() {
        trialog.story.completed(ID);

        int exitCode = trialog.execute("resume", ID);

        assertThat(exitCode).isEqualTo(ExitCode.USAGE);
        assertThat(trialog.err()).isEqualTo("trialog: experiment q3kx9abd has all its trials\n");
        assertThat(trialog.servers.closed).isTrue();
    }

    @Test
    void shouldRefuseALimitOfNothing() {
        int exitCode = trialog.execute("resume", ID, "--max-trials", "0");

        assertThat(exitCode).isEqualTo(ExitCode.USAGE);
        assertThat(trialog.err()).contains("'--max-trials'", "0 (expected: a whole number >= 1)");
    }
}
