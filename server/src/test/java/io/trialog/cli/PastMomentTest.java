package io.trialog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trialog.event.ServerStarted;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code show --at} and {@code trials --at}: any moment of the past. */
class PastMomentTest {

    private final CommandLineFixture trialog = new CommandLineFixture();

    /** Created at 10:01:00; trial 0 ends at 10:01:01 (position 10), trial 1 at 10:01:02, the rest later. */
    @BeforeEach
    void record() {
        trialog.story
                .happens(new ServerStarted("1", 1))
                .after(Duration.ofMinutes(1))
                .completed("first001")
                .after(Duration.ofHours(2));
    }

    @Test
    void shouldShowAnExperimentAsItWasAfterAnEvent() {
        int exitCode = trialog.execute("show", "first001", "--at", "10");

        assertThat(exitCode).isEqualTo(ExitCode.OK);
        assertThat(trialog.out()).startsWith("""
                        as of       position 10, 2026-11-24 10:01:01.000
                        experiment  first001
                        name        test
                        state       running
                        trials      2 trials, 1 succeeded, 1 running; at most 4
                        ran         1.0 s, created 2026-11-24 10:01
                        """).endsWith("""
                        best trials
                        trial  value  duration  lr
                           #0    0.9     1.0 s  0.01
                        """);
    }

    @Test
    void shouldListTrialsAsTheyWereAtATime() {
        int exitCode = trialog.execute("trials", "first001", "--at", "2026-11-24T10:01:02.500");

        assertThat(exitCode).isEqualTo(ExitCode.OK);
        assertThat(trialog.out()).isEqualTo("""
                        as of position 17, 2026-11-24 10:01:02.000
                        trial  state      value  duration  reason             configuration
                            0  succeeded    0.9     1.0 s                     lr=0.01
                            1  failed         -     2.0 s  exit code 1: boom  lr=0.02
                            2  running        -                               lr=0.03
                            3  running        -                               lr=0.04
                        """);
    }

    @Test
    void shouldCountRunningTimeUpToTheTime() {
        trialog.execute("show", "first001", "--at", "2026-11-24T10:01:00.500");

        assertThat(trialog.out()).contains("ran         0.5 s, created");
    }

    @Test
    void shouldShowTheEndForATimeAfterIt() {
        trialog.execute("show", "first001", "--at", "1s");

        assertThat(trialog.out())
                .startsWith("as of       position " + trialog.story.log().lastPosition() + ", ")
                .contains("state       done");
    }

    @Test
    void shouldNameTheMomentInJson() throws IOException {
        trialog.execute("show", "first001", "--at", "10", "--json");
        JsonNode shown = new ObjectMapper().readTree(trialog.out());
        assertThat(shown.path("at").path("position").asLong()).isEqualTo(10);
        assertThat(shown.path("at").path("time").asText()).isEqualTo("2026-11-24T10:01:01Z");
        assertThat(shown.path("state").asText()).isEqualTo("RUNNING");
        assertThat(shown.path("runSeconds").asDouble()).isEqualTo(1.0);

        CommandLineFixture other = new CommandLineFixture();
        other.story.completed("first001");
        other.execute("trials", "first001", "--at", "5", "--json");
        JsonNode listed = new ObjectMapper().readTree(other.out());
        assertThat(listed.path("at").path("position").asLong()).isEqualTo(5);
        assertThat(listed.path("total").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"show", "trials"})
    void shouldRefuseAMomentBeforeTheExperiment(String command) {
        int exitCode = trialog.execute(command, "first001", "--at", "1");

        assertThat(exitCode).isEqualTo(ExitCode.USAGE);
        assertThat(trialog.err())
                .isEqualTo("trialog: --at: at position 1, 2026-11-24 10:00:00.000 there was no experiment first001 yet "
                        + "(expected: position 2, 2026-11-24 10:01:00.000 or later, when it was created)\n");
        assertThat(trialog.out()).isEmpty();
    }

    @Test
    void shouldRefuseATimeBeforeTheLog() {
        assertThat(trialog.execute("show", "first001", "--at", "2020-01-01")).isEqualTo(ExitCode.USAGE);
        assertThat(trialog.err()).startsWith("trialog: --at: at the beginning of the log there was no experiment");
    }

    @Test
    void shouldRefuseAPositionAfterTheEnd() {
        assertThat(trialog.execute("show", "first001", "--at", "900")).isEqualTo(ExitCode.USAGE);
        assertThat(trialog.err())
                .isEqualTo("trialog: --at: 900 (expected: a position up to "
                        + trialog.story.log().lastPosition() + ", which is the last, or a time)\n");
    }

    @Test
    void shouldRefuseWhatIsNoMoment() {
        assertThat(trialog.execute("trials", "first001", "--at", "noon")).isEqualTo(ExitCode.USAGE);
        assertThat(trialog.err())
                .startsWith("trialog: --at: noon (expected: a position in the log, or a time such as 2026-");
    }
}
