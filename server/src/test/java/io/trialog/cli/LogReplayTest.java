package io.trialog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trialog.event.ExperimentCreated;
import io.trialog.event.RecordedEvent;
import io.trialog.event.TrialProposed;
import io.trialog.fixtures.DataFolders;
import io.trialog.fixtures.Tampered;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code log replay} with real plugins, on a log of release 0.1.0: TPE, two trials at a time. What a released tuner proposed
 * is proposed by every later version, or that version has another name.
 */
class LogReplayTest {

    private static final String ID = "clzstl0v";

    @TempDir
    private Path folder;

    private Path data;

    private final CommandLineFixture trialog = CommandLineFixture.onDisk();

    @BeforeEach
    void name() {
        data = folder.resolve("data");
    }

    private int replay(List<RecordedEvent> events, String... more) {
        DataFolders.of(data, events);
        return trialog.execute(
                Stream.concat(Stream.of("log", "replay", ID, "--verify", "--data", data.toString()), Stream.of(more))
                        .toArray(String[]::new));
    }

    /** The corpus, created with another configuration. */
    private static List<RecordedEvent> configured(String key, Object value) {
        return DataFolders.corpus("0.1.0-tpe").stream()
                .map(recorded -> {
                    if (!(recorded.event() instanceof ExperimentCreated created)) {
                        return recorded;
                    }
                    Map<String, Object> changed = new LinkedHashMap<>(created.configuration());
                    changed.put(key, value);
                    return new RecordedEvent(
                            recorded.position(),
                            recorded.at(),
                            recorded.cause(),
                            new ExperimentCreated(created.experiment(), changed));
                })
                .toList();
    }

    @Test
    void shouldProposeWhatRelease010Proposed() {
        int exitCode = replay(DataFolders.corpus("0.1.0-tpe"));

        assertThat(trialog.err()).isEmpty();
        assertThat(trialog.out())
                .startsWith("identical: 24 proposals in answer to 23 requests\ntuner       TPE, built-in ");
        assertThat(exitCode).isEqualTo(ExitCode.OK);
    }

    /** By the way that an export takes. */
    @Test
    void shouldFindAChangeOfTheLeastBit() {
        // given
        List<RecordedEvent> events = Tampered.leastBit(DataFolders.corpus("0.1.0-tpe"), 17, "momentum");
        RecordedEvent changed = events.stream()
                .filter(event -> event.event() instanceof TrialProposed proposed && proposed.number() == 17)
                .findFirst()
                .orElseThrow();
        double value =
                (double) ((TrialProposed) changed.event()).configuration().get("momentum");
        Path original = DataFolders.of(folder.resolve("original"), events);
        Path export = folder.resolve("export.jsonl");
        trialog.execute("log", "export", export.toString(), "--data", original.toString());
        trialog.execute("log", "import", export.toString(), "--data", data.toString());
        int printed = trialog.out().length();

        // when
        int exitCode = trialog.execute("log", "replay", ID, "--verify", "--data", data.toString());

        // then
        assertThat(exitCode).isEqualTo(ExitCode.DIFFERENT);
        assertThat(trialog.out().substring(printed).lines().toList())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .isEqualTo(
                                        "different: trial 17, parameter momentum, at position " + changed.position()),
                        line -> assertThat(line).startsWith("recorded    " + value + "  by "),
                        line -> assertThat(line).startsWith("proposed    " + Math.nextDown(value) + "  by "),
                        line -> assertThat(line).isEqualTo("before that 17 proposals of 16 requests are the same"));
    }

    @Test
    void shouldSpeakJsonOfWhatIsIdentical() throws IOException {
        assertThat(replay(DataFolders.corpus("0.1.0-tpe"), "--json")).isEqualTo(ExitCode.OK);

        JsonNode result = new ObjectMapper().readTree(trialog.out());
        assertThat(result.path("identical").asBoolean()).isTrue();
        assertThat(result.path("proposals").asInt()).isEqualTo(24);
        assertThat(result.path("requests").asInt()).isEqualTo(23);
        assertThat(result.path("tuner").asText()).isEqualTo("TPE");
        assertThat(result.path("difference").isNull()).isTrue();
        assertThat(trialog.err()).startsWith("identical: 24 proposals");
    }

    @Test
    void shouldSpeakJsonOfWhatDiffers() throws IOException {
        List<RecordedEvent> events = Tampered.leastBit(DataFolders.corpus("0.1.0-tpe"), 17, "momentum");

        assertThat(replay(events, "--json")).isEqualTo(ExitCode.DIFFERENT);

        JsonNode difference = new ObjectMapper().readTree(trialog.out()).path("difference");
        assertThat(difference.path("trial").asLong()).isEqualTo(17);
        assertThat(difference.path("what").asText()).isEqualTo("parameter momentum");
        assertThat(difference.path("proposed").asDouble())
                .isEqualTo(Math.nextDown(difference.path("recorded").asDouble()));
    }

    @Test
    void shouldFindAnotherSeed() {
        int exitCode = replay(configured("seed", "1"));

        assertThat(exitCode).isEqualTo(ExitCode.DIFFERENT);
        assertThat(trialog.out()).startsWith("different: trial 0, parameter ");
    }

    @Test
    void shouldNameATunerThatIsNotInstalled() {
        int exitCode = replay(configured("tuner", Map.of("name", "Halton", "classArgs", Map.of())));

        assertThat(exitCode).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(trialog.err())
                .startsWith("trialog: the tuner 'Halton' that this experiment was made with is not installed here "
                        + "(installed: [")
                .endsWith("; put its plugin into the folder 'plugins' of the data directory\n");
    }

    @Test
    void shouldAskForTheKindOfReplay() {
        assertThat(trialog.execute("log", "replay", ID)).isEqualTo(ExitCode.USAGE);
        assertThat(trialog.err())
                .startsWith("trialog: --verify: missing (expected: 'trialog log replay clzstl0v --verify'");
    }

    @Test
    void shouldNameAnUnknownExperiment() {
        DataFolders.of(data, DataFolders.corpus("0.1.0-tpe"));

        assertThat(trialog.execute("log", "replay", "clzstl0u", "--verify", "--data", data.toString()))
                .isEqualTo(ExitCode.UNKNOWN_ID);
        assertThat(trialog.err()).endsWith("; did you mean clzstl0v?\n");
    }
}
