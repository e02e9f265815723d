package io.trialog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.event.ExperimentId;
import java.util.AbstractList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrialogCommandTest {

    private final CommandLineFixture trialog = new CommandLineFixture();

    @ParameterizedTest
    @ValueSource(strings = {"", "--help", "help"})
    void shouldShowHelp(String arguments) {
        int exitCode = trialog.execute(arguments.isEmpty() ? new String[0] : new String[] {arguments});

        assertThat(exitCode).isEqualTo(ExitCode.OK);
        assertThat(trialog.out())
                .contains("Usage: trialog")
                .contains("run ", "resume ", "retry ", "list ", "show ", "trials ", "view ", "serve ", "log ")
                .contains("69 ", "the port or the data directory cannot be had")
                .contains("trialog run experiment.yaml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "resume", "retry", "list", "show", "trials", "view", "serve"})
    void shouldDocumentEveryOptionWithItsDefault(String command) {
        int exitCode = trialog.execute("help", command);

        assertThat(exitCode).isEqualTo(ExitCode.OK);
        assertThat(trialog.out())
                .contains(
                        "Usage: trialog " + command,
                        "--data=DIR",
                        "TRIALOG_DATA, else",
                        "--home=DIR",
                        "TRIALOG_HOME, else ~/.trialog")
                .doesNotContain("${");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cat", "tail", "stats", "verify", "replay", "export", "import"})
    void shouldDocumentTheCommandsOnTheLogInEightyColumns(String command) {
        CommandLineFixture narrow = new CommandLineFixture(FixedTerminal.interactive(80));

        assertThat(narrow.execute("log", command, "--help")).isEqualTo(ExitCode.OK);

        assertThat(narrow.out())
                .contains("Usage: trialog log " + command, "--data=", "Options:")
                .doesNotContain("${");
        assertThat(narrow.out().lines()).allMatch(line -> line.length() <= 80);
        narrow.execute("log", "--help");
        assertThat(narrow.out()).containsPattern("\n  " + command + " +[A-Z]");
    }

    @Test
    void shouldShowTheVersion() {
        assertThat(trialog.execute("--version")).isEqualTo(ExitCode.OK);
        assertThat(trialog.out())
                .startsWith("trialog dev (Java " + Runtime.version().feature());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rnu | unknown command rnu; did you mean 'run'?",
                "lists | unknown command lists; did you mean 'list'?",
                "frobnicate | unknown command frobnicate",
                "list --jsn | unknown option --jsn; did you mean '--json'?",
                "list extra | unknown argument extra",
                "show | Missing required parameter: 'ID'",
                "serve --port 99999 | Invalid value for option '--port': 99999 (expected: 0 to 65535)",
                "serve --durability none | Invalid value for option '--durability': none (expected: sync, every100ms or os)",
                "log | a command is missing (expected: one of cat",
                "trials x --state faild | Invalid value for option '--state' (STATE): faild",
            })
    void shouldSayWhatIsWrongWithACommandLine(String line, String message) {
        int exitCode = trialog.execute(line.split(" "));

        assertThat(exitCode).isEqualTo(ExitCode.USAGE);
        assertThat(trialog.err())
                .startsWith("trialog: " + message)
                .endsWith("--help' shows what is possible\n")
                .doesNotContain("\tat ");
        assertThat(trialog.out()).isEmpty();
    }

    @Test
    void shouldRefuseABadPortInTheEnvironment() {
        trialog.environment.put("TRIALOG_PORT", "http");

        assertThat(trialog.execute("serve")).isEqualTo(ExitCode.USAGE);
        assertThat(trialog.err()).isEqualTo("trialog: TRIALOG_PORT: http (expected: 0 to 65535)\n");
    }

    @Test
    void shouldShowDefectsAsASentenceAndTheirStackTraceOnDemandOnly() {
        trialog.servers.interrupted = new AbstractList<>() {
            @Override
            public ExperimentId get(int index) {
                throw new IllegalStateException("a defect");
            }

            @Override
            public int size() {
                return 1;
            }
        };

        int exitCode = trialog.execute("serve");
        String message = trialog.err();
        trialog.execute("serve", "--debug");

        assertThat(exitCode).isEqualTo(ExitCode.INTERNAL);
        assertThat(message)
                .isEqualTo("trialog: internal error: java.lang.IllegalStateException: a defect; --debug shows where; "
                        + "please report it\n");
        assertThat(trialog.err().substring(message.length())).contains("\tat io.trialog.cli.");
    }
}
