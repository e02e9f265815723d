package io.trialog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.event.ExperimentState;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands that have a server change something: {@code stop}, {@code update}, {@code enqueue}, {@code import}, {@code trial kill}. */
class ChangingCommandsTest {

    private static final String ID = "q3kx9abd";
    private static final URI URL = URI.create("http://127.0.0.1:8081");

    private final CommandLineFixture trialog = new CommandLineFixture();

    @Test
    void shouldStopAnExperimentAndWaitUntilItIsAtRest() {
        // given
        trialog.story.created(ID);
        trialog.servers.owner = URL;
        trialog.servers.afterStop = () -> trialog.story.enters(ID, ExperimentState.STOPPED, "stopped on request");

        // when
        int exitCode = trialog.execute("stop", "q3k");

        // then
        assertThat(exitCode).isEqualTo(ExitCode.OK);
        assertThat(trialog.servers.commands).containsExactly("stop q3kx9abd at http://127.0.0.1:8081");
        assertThat(trialog.out()).isEqualTo("stopping    q3kx9abd at http://127.0.0.1:8081\nstopped     q3kx9abd\n");
    }

    @Test
    void shouldEndTheServerThatIsThereForTheExperimentAlone() {
        trialog.environment.put("TRIALOG_DATA", "/home/" + ID);
        trialog.story.created(ID);
        trialog.servers.owner = URL;
        trialog.servers.afterStop = () -> trialog.servers.owner = null;

        int exitCode = trialog.execute("stop", "--all");

        assertThat(exitCode).isEqualTo(ExitCode.OK);
        assertThat(trialog.servers.commands).containsExactly("stop server at http://127.0.0.1:8081");
        assertThat(trialog.out()).contains("stopping    q3kx9abd and its server", "stopped     q3kx9abd\n");
    }

    @Test
    void shouldSayThatNothingRuns() {
        trialog.story.completed(ID);

        assertThat(trialog.execute("stop", ID)).isEqualTo(ExitCode.OK);
        assertThat(trialog.execute("stop", "--all")).isEqualTo(ExitCode.OK);

        assertThat(trialog.out()).isEqualTo("experiment q3kx9abd does not run: done\nno experiment runs in /data\n");
        assertThat(trialog.servers.commands).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "stop | Which experiments? (expected: either IDs or --all)",
                "stop x --all | Which experiments? (expected: either IDs or --all)",
                "delete | Which experiments? (expected: either IDs or --all-stopped)",
                "enqueue x | What is to be tried? (expected: either FILE or --set)",
                "update x | What is to be changed? (expected: one or more of",
                "trial kill x | Missing required parameter: 'N'",
                "trials x --where lr | Invalid value for option '--where' (CONDITION): lr (expected: NAME,",
            })
    void shouldSayWhatIsMissing(String line, String message) {
        assertThat(trialog.execute(line.split(" "))).isEqualTo(ExitCode.USAGE);
        assertThat(trialog.err()).startsWith("trialog: " + message);
    }

    @Test
    void shouldUpdateOnTheServerThatRuns() {
        trialog.story.created(ID);
        trialog.servers.owner = URL;

        int exitCode =
                trialog.execute("update", ID, "--concurrency", "8", "--max-trials", "none", "--max-duration", "2h");

        assertThat(exitCode).isEqualTo(ExitCode.OK);
        assertThat(trialog.servers.commands)
                .containsExactly(
                        "update q3kx9abd {trialConcurrency=8, maxTrialNumber=null, maxExperimentDuration=2h} at "
                                + "http://127.0.0.1:8081");
        assertThat(trialog.out())
                .contains("trialConcurrency is now 8", "maxTrialNumber is now without limit")
                .contains("maxExperimentDuration is now 2h");
        assertThat(trialog.servers.started).isNull();
    }

    @Test
    void shouldUpdateWhereItIsRecordedWhenNoServerRuns() {
        trialog.story.created(ID).enters(ID, ExperimentState.STOPPED, "stopped on request");

        int exitCode = trialog.execute("update", ID, "--concurrency", "3");

        assertThat(exitCode).isEqualTo(ExitCode.OK);
        assertThat(trialog.servers.commands)
                .containsExactly("update q3kx9abd {trialConcurrency=3} at http://127.0.0.1:8080");
        assertThat(trialog.servers.closed).isTrue();
    }

    @Test
    void shouldSayHowACompleteExperimentGoesOn() {
        trialog.story.completed(ID);

        assertThat(trialog.execute("update", ID, "--max-trials", "9")).isEqualTo(ExitCode.USAGE);

        assertThat(trialog.err()).contains("'trialog resume q3kx9abd --max-trials N'");
        assertThat(trialog.servers.started).isNull();
    }

    @Test
    void shouldNameAllThatIsWrongWithAnUpdate() {
        int exitCode = trialog.execute("update", ID, "--concurrency", "none", "--max-trials", "0");

        assertThat(exitCode).isEqualTo(ExitCode.USAGE);
        assertThat(trialog.err()).isEqualTo("""
                        trialog: --concurrency: none (expected: a whole number >= 1)
                        trialog: --max-trials: 0 (expected: a whole number >= 1, or none)
                        """);
    }

    @Test
    void shouldEnqueueWhatIsTyped() {
        trialog.story.created(ID);
        trialog.servers.owner = URL;

        int exitCode = trialog.execute("enqueue", ID, "--set", "lr=0.05");

        assertThat(exitCode).isEqualTo(ExitCode.OK);
        assertThat(trialog.servers.commands).containsExactly("enqueue q3kx9abd [{lr=0.05}] at http://127.0.0.1:8081");
        assertThat(trialog.out()).isEqualTo("enqueued    1 configuration; 1 waits\n");
    }

    @Test
    void shouldImportWhatNniExports(@TempDir Path folder) throws IOException {
        // given
        trialog.story.created(ID);
        trialog.servers.owner = URL;
        Path file = Files.writeString(folder.resolve("old.json"), """
                [{"parameter": {"lr": 0.01}, "value": 0.8, "trialJobId": "a"},
                 {"parameter": {"lr": 0.02}, "value": "0.9"},
                 {"parameter": {"lr": 0.03}, "value": {"default": 0.7, "loss": 1}},
                 {"parameter": {"lr": 0.04}, "value": null},
                 {"parameter": {"lr": 0.05}, "value": 0.1, "state": "FAILED"}]
                """);

        // when
        int exitCode = trialog.execute("import", ID, file.toString());

        // then
        assertThat(exitCode).isEqualTo(ExitCode.OK);
        assertThat(trialog.out()).isEqualTo("imported    3 results; 2 without a value left out\n");
        assertThat(trialog.servers.commands)
                .singleElement()
                .asString()
                .contains("{lr=0.01}", "{lr=0.02}", "{default=0.7, loss=1}")
                .doesNotContain("0.04", "0.05");
    }

    @Test
    void shouldImportWhatItExports(@TempDir Path folder) {
        // given
        trialog.story.completed(ID);
        trialog.servers.owner = URL;
        for (String name : new String[] {"results.csv", "results.json"}) {
            String file = folder.resolve(name).toString();
            trialog.servers.commands.clear();

            // when
            assertThat(trialog.execute("export", ID, "-o", file)).isEqualTo(ExitCode.OK);
            assertThat(trialog.execute("import", ID, file)).isEqualTo(ExitCode.OK);

            // then the three that succeeded
            assertThat(trialog.servers.commands)
                    .singleElement()
                    .asString()
                    .contains("{lr=0.01}", "{lr=0.03}", "{lr=0.04}", "value=0.9512")
                    .doesNotContain("0.02");
        }
        assertThat(trialog.out())
                .contains("exported 4 trials to ", "imported    3 results; 1 without a value left out");
    }

    @Test
    void shouldCancelTheTrialsThatCanBe() {
        trialog.story.created(ID).starts(ID, 0, Map.of("lr", 0.1));
        trialog.servers.owner = URL;

        assertThat(trialog.execute("trial", "kill", ID, "0", "7")).isEqualTo(ExitCode.OK);

        assertThat(trialog.servers.commands)
                .containsExactly(
                        "stop trial q3kx9abd 0 at http://127.0.0.1:8081",
                        "stop trial q3kx9abd 7 at http://127.0.0.1:8081");
    }

    @Test
    void shouldNotDeleteWithoutBeingAskedTo() {
        trialog.story.completed(ID);

        assertThat(trialog.execute("delete", ID)).isEqualTo(ExitCode.USAGE);

        assertThat(trialog.err()).contains("(expected: --yes, as nobody can be asked)");
        assertThat(trialog.servers.commands).isEmpty();
    }

    @Test
    void shouldDeleteOutOfADirectoryOfMany() {
        trialog.story.completed(ID).created("other001");
        trialog.servers.owner = URL;

        assertThat(trialog.execute("delete", "--all-stopped", "--yes")).isEqualTo(ExitCode.OK);

        assertThat(trialog.servers.commands).containsExactly("delete q3kx9abd at http://127.0.0.1:8081");
        assertThat(trialog.out()).isEqualTo("deleted     q3kx9abd\n");
    }
}
