package io.trialog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trialog.event.ExperimentState;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With {@code --json}, standard output of commands that do something is one JSON value and nothing else. */
@Timeout(20)
class JsonOutputTest {

    private static final String ID = FakeServers.NEW_ID;
    private static final URI URL = URI.create("http://127.0.0.1:8081");
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final CommandLineFixture trialog = new CommandLineFixture();

    @TempDir
    Path folder;

    private JsonNode out() {
        try {
            return JSON.readTree(trialog.out());
        } catch (JsonProcessingException e) {
            throw new AssertionError("not one JSON value: " + trialog.out(), e);
        }
    }

    private String file() throws IOException {
        return Files.writeString(folder.resolve("experiment.yaml"), "trialCommand: true\n")
                .toString();
    }

    @Test
    void shouldPrintTheExperimentThatRan() throws IOException {
        trialog.servers.afterBegin = () -> trialog.story.ranToItsEnd(ID);

        assertThat(trialog.execute("run", file(), "--json")).isEqualTo(ExitCode.OK);

        assertThat(out().at("/state").asText()).isEqualTo("DONE");
        assertThat(out().at("/best/value").asDouble()).isEqualTo(0.9512);
        assertThat(trialog.err())
                .contains(
                        "server      http://127.0.0.1:8080/\n",
                        "#2  succeeded",
                        "experiment q3kx9abd: done",
                        "go on       trialog resume");
    }

    @Test
    void shouldPrintWhatShowPrints() throws IOException {
        trialog.servers.afterBegin = () -> trialog.story.ranToItsEnd(ID);
        trialog.execute("run", file(), "--json");
        int printed = trialog.out().length();

        trialog.execute("show", ID, "--json");

        assertThat(trialog.out().substring(printed))
                .isEqualTo(trialog.out().substring(0, printed))
                .isNotEmpty();
    }

    @Test
    void shouldPrintTheExperimentThatFailed() throws IOException {
        trialog.servers.afterBegin = () -> trialog.story
                .starts(ID, 0, Map.of("lr", 0.01))
                .fails(ID, 0, "exit code 3")
                .enters(ID, ExperimentState.DONE, null);

        assertThat(trialog.execute("run", file(), "--json")).isEqualTo(ExitCode.EXPERIMENT_FAILED);

        assertThat(out().at("/counts/failed").asInt()).isEqualTo(1);
        assertThat(out().at("/best").isNull()).isTrue();
        assertThat(trialog.err()).contains("trialog: first failure: trial 0: exit code 3");
    }

    @Test
    void shouldPrintTheExperimentThatWasInterrupted() throws IOException {
        trialog.servers.afterBegin = () -> trialog.signal("INT", 2);
        trialog.servers.afterStop = () -> trialog.story.enters(ID, ExperimentState.STOPPED, "interrupted");

        assertThat(trialog.execute("run", file(), "--json")).isEqualTo(130);

        assertThat(out().at("/state").asText()).isEqualTo("STOPPED");
    }

    @Test
    void shouldPrintNothingOfWhatWasRefused() throws IOException {
        trialog.servers.startFailure = new CommandFailure(ExitCode.UNAVAILABLE, "cannot listen on 127.0.0.1:8080");

        assertThat(trialog.execute("run", file(), "--json")).isEqualTo(ExitCode.UNAVAILABLE);

        assertThat(trialog.out()).isEmpty();
        assertThat(trialog.err()).isEqualTo("trialog: cannot listen on 127.0.0.1:8080\n");
    }

    @Test
    void shouldDrawNothingInPlaceOnATerminal() throws IOException {
        CommandLineFixture live = new CommandLineFixture(FixedTerminal.interactive(100));
        live.servers.afterBegin = () -> live.story.ranToItsEnd(ID);

        live.execute("run", file(), "--json");

        assertThat(JSON.readTree(live.out()).at("/id").asText()).isEqualTo(ID);
        assertThat(live.err()).contains("#2  succeeded").doesNotContain("\r", "\u001b");
    }

    @Test
    void shouldPrintTheExperimentThatWasResumed() {
        trialog.story.created(ID).enters(ID, ExperimentState.STOPPED, "interrupted");
        trialog.servers.afterBegin = () -> trialog.story
                .starts(ID, 0, Map.of("lr", 0.1))
                .succeeds(ID, 0, 0.9)
                .enters(ID, ExperimentState.DONE, null);

        assertThat(trialog.execute("resume", ID, "--json")).isEqualTo(ExitCode.OK);

        assertThat(out().at("/best/configuration/lr").asDouble()).isEqualTo(0.1);
        assertThat(trialog.err()).contains("#0  succeeded");
    }

    @Test
    void shouldPrintTheExperimentWhoseTrialsWereTriedAgain() {
        trialog.story.completed(ID);
        trialog.servers.afterBegin = () -> trialog.story
                .waitsAgain(ID, 1)
                .runsAgain(ID, 1, 2)
                .succeeds(ID, 1, 0.99)
                .enters(ID, ExperimentState.DONE, null);

        assertThat(trialog.execute("retry", ID, "1", "--json")).isEqualTo(ExitCode.OK);

        assertThat(out().at("/best/number").asInt()).isEqualTo(1);
    }

    @Test
    void shouldPrintWhichTrialsAServerTriesAgain() throws IOException {
        trialog.story.completed(ID);
        trialog.servers.owner = URL;

        assertThat(trialog.execute("retry", ID, "--failed", "--json")).isEqualTo(ExitCode.OK);

        assertThat(out()).isEqualTo(JSON.readTree("{\"id\": \"q3kx9abd\", \"trials\": [1, 3]}"));
        assertThat(trialog.err()).isEqualTo("experiment q3kx9abd: tries 2 trials again, at http://127.0.0.1:8081\n");
    }

    @Test
    void shouldPrintALineOfTheServer() {
        trialog.servers.token = "s3cret";
        trialog.interruption.listen();
        trialog.signal("INT", 2);

        assertThat(trialog.execute("serve", "--json")).isEqualTo(ExitCode.OK);

        assertThat(trialog.out())
                .isEqualTo("{\"url\":\"http://127.0.0.1:8080\",\"pid\":"
                        + ProcessHandle.current().pid() + ",\"dataDirectory\":\"/data\",\"token\":\"s3cret\"}\n");
        assertThat(trialog.err()).contains("Ctrl-C stops the server\n", "server stopped\n");
    }

    @Test
    void shouldPrintALineOfTheServerThatShowsAnExperiment() {
        trialog.story.completed(ID);
        trialog.interruption.listen();
        trialog.signal("INT", 2);

        assertThat(trialog.execute("view", ID, "--json")).isEqualTo(ExitCode.OK);

        assertThat(trialog.out()).hasLineCount(1);
        assertThat(out().at("/page").asText()).isEqualTo("http://127.0.0.1:8080/experiments/q3kx9abd");
        assertThat(out().at("/pid").asLong()).isEqualTo(ProcessHandle.current().pid());
        assertThat(out().has("token")).isFalse();
        assertThat(trialog.err()).endsWith("Ctrl-C ends\n");
    }

    @Test
    void shouldPrintALineOfTheServerThatRunsAlready() throws IOException {
        trialog.story.completed(ID);
        trialog.servers.owner = URL;

        assertThat(trialog.execute("view", ID, "--json")).isEqualTo(ExitCode.OK);

        assertThat(out())
                .isEqualTo(JSON.readTree("{\"url\": \"http://127.0.0.1:8081\", \"dataDirectory\": \"/data\","
                        + " \"page\": \"http://127.0.0.1:8081/experiments/q3kx9abd\"}"));
    }

    @Test
    void shouldPrintWhatWasStopped() throws IOException {
        trialog.story.created(ID);
        trialog.servers.owner = URL;
        trialog.servers.afterStop = () -> trialog.story.enters(ID, ExperimentState.STOPPED, "stopped on request");

        assertThat(trialog.execute("stop", ID, "--json")).isEqualTo(ExitCode.OK);

        assertThat(out())
                .isEqualTo(JSON.readTree(
                        "{\"stopped\": [{\"id\": \"q3kx9abd\", \"state\": \"STOPPED\", \"serverEnded\": false}]}"));
        assertThat(trialog.err()).contains("stopping    q3kx9abd", "stopped     q3kx9abd\n");
    }

    @Test
    void shouldPrintThatTheServerEnded() {
        trialog.environment.put("TRIALOG_DATA", "/home/" + ID);
        trialog.story.created(ID);
        trialog.servers.owner = URL;
        trialog.servers.afterStop = () -> {
            trialog.story.enters(ID, ExperimentState.STOPPED, "its server was stopped");
            trialog.servers.owner = null;
        };

        assertThat(trialog.execute("stop", "--all", "--json")).isEqualTo(ExitCode.OK);

        assertThat(out().at("/stopped/0/state").asText()).isEqualTo("STOPPED");
        assertThat(out().at("/stopped/0/serverEnded").asBoolean()).isTrue();
    }

    @Test
    void shouldPrintHowItIsWithoutWaiting() {
        trialog.story.created(ID);
        trialog.servers.owner = URL;

        assertThat(trialog.execute("stop", ID, "--no-wait", "--json")).isEqualTo(ExitCode.OK);

        assertThat(out().at("/stopped/0/state").asText()).isEqualTo("STOPPING");
    }

    @ParameterizedTest
    @ValueSource(strings = {"stop q3kx9abd", "stop --all"})
    void shouldPrintThatNothingWasStopped(String line) throws IOException {
        trialog.story.completed(ID);

        assertThat(trialog.execute((line + " --json").split(" "))).isEqualTo(ExitCode.OK);

        assertThat(out()).isEqualTo(JSON.readTree("{\"stopped\": []}"));
    }

    @Test
    void shouldPrintWhatWasDeleted() throws IOException {
        trialog.story.completed(ID).created("other001");
        trialog.servers.owner = URL;

        assertThat(trialog.execute("delete", "--all-stopped", "--yes", "--json"))
                .isEqualTo(ExitCode.OK);

        assertThat(out()).isEqualTo(JSON.readTree("{\"deleted\": [\"q3kx9abd\"]}"));
        assertThat(trialog.err()).isEqualTo("deleted     q3kx9abd\n");
    }

    @Test
    void shouldPrintThatNothingWasDeleted() throws IOException {
        trialog.story.created(ID);
        trialog.servers.owner = URL;

        assertThat(trialog.execute("delete", "--all-stopped", "--json")).isEqualTo(ExitCode.OK);

        assertThat(out()).isEqualTo(JSON.readTree("{\"deleted\": []}"));
    }

    @Test
    void shouldNotAskScripts() {
        CommandLineFixture live = new CommandLineFixture(FixedTerminal.interactive(100));
        live.story.completed(ID);

        assertThat(live.execute("delete", ID, "--json")).isEqualTo(ExitCode.USAGE);

        assertThat(live.out()).isEmpty();
        assertThat(live.err()).contains("(expected: --yes, as nobody can be asked)");
    }

    @Test
    void shouldPrintWhichTrialsAreCancelled() throws IOException {
        trialog.story.created(ID).starts(ID, 0, Map.of("lr", 0.1));
        trialog.servers.owner = URL;

        assertThat(trialog.execute("trial", "kill", ID, "0", "7", "--json")).isEqualTo(ExitCode.OK);

        assertThat(out()).isEqualTo(JSON.readTree("{\"id\": \"q3kx9abd\", \"stopped\": [0, 7]}"));
        assertThat(trialog.err()).contains("trial 7: is being cancelled\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"log cat", "log tail"})
    void shouldPrintAnEventALineAnyway(String command) throws IOException {
        trialog.story.created(ID);
        trialog.execute(command.split(" "));
        String without = trialog.out();

        assertThat(trialog.execute((command + " --json").split(" "))).isEqualTo(ExitCode.OK);

        assertThat(trialog.out()).isEqualTo(without + without);
        for (String line : without.lines().toList()) {
            assertThat(JSON.readTree(line).at("/pos").asLong()).isPositive();
        }
        assertThat(without).isNotEmpty();
    }

    @Test
    void shouldPrintAConfigurationAnyway() {
        trialog.story.created(ID);

        assertThat(trialog.execute("config", "show", ID, "--json")).isEqualTo(ExitCode.OK);

        assertThat(out().at("/maxTrialNumber").asInt()).isEqualTo(4);
    }

    @Test
    void shouldPrintTheVersion() {
        assertThat(trialog.execute("version", "--json")).isEqualTo(ExitCode.OK);

        assertThat(out().at("/trialog").asText()).isEqualTo(ProgramVersion.current());
    }
}
