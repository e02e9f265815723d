package io.trialog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trialog.adapter.json.EventLines;
import io.trialog.bootstrap.DataDirectory;
import io.trialog.bootstrap.ExperimentCore;
import io.trialog.event.RecordedEvent;
import io.trialog.fixtures.DataFolders;
import io.trialog.fixtures.SampleEvents;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code log export} and {@code log import}, on real data directories. */
class LogExportImportTest {

    @TempDir
    private Path folder;

    private final CommandLineFixture trialog = CommandLineFixture.onDisk();
    private Path data;
    private Path copy;
    private Path export;

    @BeforeEach
    void name() {
        data = folder.resolve("data");
        copy = folder.resolve("copy");
        export = folder.resolve("export.jsonl");
    }

    private int export(String... more) {
        return trialog.execute(
                Stream.concat(Stream.of("log", "export", export.toString(), "--data", data.toString()), Stream.of(more))
                        .toArray(String[]::new));
    }

    private int importIt(String... more) {
        return trialog.execute(
                Stream.concat(Stream.of("log", "import", export.toString(), "--data", copy.toString()), Stream.of(more))
                        .toArray(String[]::new));
    }

    private List<String> left() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static Object state(List<RecordedEvent> events) {
        ExperimentCore core = new ExperimentCore();
        events.forEach(core::apply);
        return core.asMap();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.1.0-digits", "0.1.0-random"})
    void shouldMakeACopyThatIsTheSame(String log) throws IOException {
        // given
        List<RecordedEvent> events = DataFolders.corpus(log);
        DataFolders.of(data, events);

        // when
        assertThat(export()).isEqualTo(ExitCode.OK);
        assertThat(importIt()).isEqualTo(ExitCode.OK);

        // then
        assertThat(trialog.out())
                .isEqualTo("exported " + events.size() + " events to " + export + "\nimported " + events.size()
                        + " events into " + copy + "\nlook        trialog list --data " + copy + "\n");
        assertThat(trialog.err()).isEmpty();
        List<RecordedEvent> copied = DataFolders.events(copy);
        assertThat(copied).isEqualTo(events);
        assertThat(state(copied)).isEqualTo(state(events));
        assertThat(left()).containsExactly("copy", "data", "export.jsonl");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
                .isEqualTo("rwx------");
        assertThat(trialog.execute("list", "--data", copy.toString())).isEqualTo(ExitCode.OK);
    }

    @Test
    void shouldSpeakJson() throws IOException {
        // given
        DataFolders.of(data, DataFolders.corpus("0.1.0-digits"));
        ObjectMapper json = new ObjectMapper();

        // when
        assertThat(export("--json")).isEqualTo(ExitCode.OK);
        JsonNode exported = json.readTree(trialog.out());
        int printed = trialog.out().length();
        assertThat(importIt("--json")).isEqualTo(ExitCode.OK);
        JsonNode imported = json.readTree(trialog.out().substring(printed));

        // then: the object says what the trailer says
        List<String> lines = Files.readAllLines(export);
        JsonNode trailer = json.readTree(lines.get(lines.size() - 1)).path("trailer");
        for (String key : List.of("events", "first", "last", "sha256", "version")) {
            assertThat(exported.path(key)).as(key).isEqualTo(trailer.path(key));
        }
        assertThat(exported.path("file").asText()).isEqualTo(export.toString());
        assertThat(imported)
                .isEqualTo(json.readTree("{\"dataDirectory\": \"" + copy + "\", \"events\": 437, \"damage\": null}"));
        assertThat(trialog.err()).contains("exported 437 events to ", "imported 437 events into ");
    }

    @Test
    void shouldWorkOverAPipe() throws IOException {
        // given
        DataFolders.of(data, DataFolders.corpus("0.1.0-digits"));

        // when
        trialog.execute("log", "export", "--data", data.toString());
        String piped = trialog.out();
        trialog.in = new ByteArrayInputStream(piped.getBytes(StandardCharsets.UTF_8));
        int exitCode = trialog.execute("log", "import", "-", "--data", copy.toString());

        // then
        assertThat(exitCode).isEqualTo(ExitCode.OK);
        assertThat(DataFolders.events(copy)).isEqualTo(DataFolders.corpus("0.1.0-digits"));
        export();
        assertThat(export).hasContent(piped);
    }

    @Test
    void shouldBeReadableAsLinesOfLogCat() throws IOException {
        DataFolders.of(data, DataFolders.corpus("0.1.0-digits"));

        export();

        List<String> lines = Files.readAllLines(export);
        assertThat(lines.subList(0, lines.size() - 1).stream().map(new EventLines()::parse))
                .containsExactlyElementsOf(DataFolders.corpus("0.1.0-digits"));
    }

    @Test
    void shouldReplaceAFileOnRequestOnly() throws IOException {
        DataFolders.of(data, DataFolders.corpus("0.1.0-digits"));
        Files.writeString(export, "precious");

        assertThat(export()).isEqualTo(ExitCode.USAGE);
        assertThat(trialog.err())
                .isEqualTo("trialog: " + export + ": is there already (expected: a new file; --force replaces it)\n");
        assertThat(export).hasContent("precious");

        assertThat(export("--force")).isEqualTo(ExitCode.OK);
        assertThat(Files.readAllLines(export)).hasSize(438);
    }

    @Test
    void shouldSayWhereItCannotWrite() throws IOException {
        DataFolders.of(data, DataFolders.corpus("0.1.0-digits"));
        export = folder.resolve("no/such/export.jsonl");

        assertThat(export()).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(trialog.err()).startsWith("trialog: " + export + ": cannot write: ");
        assertThat(left()).containsExactly("data");
    }

    @Test
    void shouldLeaveNoHalfFileWhenInterrupted() throws IOException {
        DataFolders.of(data, DataFolders.corpus("0.1.0-digits"));
        trialog.interruption.listen();
        trialog.signal("INT", 2);

        assertThat(export()).isEqualTo(130);
        assertThat(left()).containsExactly("data");
    }

    @Test
    void shouldRefuseToImportOverWhatIsThere() throws IOException {
        DataFolders.of(data, DataFolders.corpus("0.1.0-digits"));
        export();
        Files.createDirectory(copy);
        Files.writeString(copy.resolve("precious"), "x");

        assertThat(importIt()).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(trialog.err())
                .isEqualTo("trialog: data directory " + copy + ": there is something already (expected: a new or empty "
                        + "directory; an import never adds to or replaces a log)\n");
        assertThat(left()).containsExactly("copy", "data", "export.jsonl");

        Files.delete(copy.resolve("precious"));
        assertThat(importIt()).isEqualTo(ExitCode.OK);
    }

    @Test
    void shouldMakeNothingOfADamagedExport() throws IOException {
        DataFolders.of(data, DataFolders.corpus("0.1.0-digits"));
        export();
        Files.writeString(export, Files.readString(export).replaceFirst("\"momentum\":0.1", "\"momentum\":0.2"));

        assertThat(importIt()).isEqualTo(ExitCode.DAMAGED);
        assertThat(trialog.err())
                .matches(
                        "trialog: " + export + ": line \\d+: checksum [0-9a-f]{8} \\(expected: [0-9a-f]{8}, as it says "
                                + "itself\\); it is damaged\n"
                                + "trialog: nothing was imported; --partial takes the events before that\n");
        assertThat(left()).containsExactly("data", "export.jsonl");
    }

    @Test
    void shouldTakeTheCleanBeginningOfATruncatedExportOnRequestOnly() throws IOException {
        DataFolders.of(data, DataFolders.corpus("0.1.0-digits"));
        export();
        List<String> lines = Files.readAllLines(export);
        Files.writeString(
                export,
                String.join("\n", lines.subList(0, 100)) + "\n" + lines.get(100).substring(0, 50));

        assertThat(importIt()).isEqualTo(ExitCode.DAMAGED);
        assertThat(trialog.err()).contains("truncated: line 101 ends in its middle (expected: a trailer");
        assertThat(copy).doesNotExist();

        int printed = trialog.out().length();
        assertThat(importIt("--partial", "--json")).isEqualTo(ExitCode.OK);
        assertThat(trialog.err()).contains("; only the events before that were taken\n");
        JsonNode imported = new ObjectMapper().readTree(trialog.out().substring(printed));
        assertThat(imported.path("events").asLong()).isEqualTo(100);
        assertThat(imported.path("damage").asText()).contains("line 101 ends in its middle");
        assertThat(DataFolders.events(copy))
                .isEqualTo(DataFolders.corpus("0.1.0-digits").subList(0, 100));
    }

    @Test
    void shouldRefuseEventsThatNoServerCouldApply() {
        DataFolders.of(data, SampleEvents.metrics(1, 3)); // of an experiment that was never created
        export();

        assertThat(importIt()).isEqualTo(ExitCode.DAMAGED);
        assertThat(trialog.err()).contains("line 1: event 1 (MetricReported) does not follow from those before it: ");
        assertThat(importIt("--partial")).isEqualTo(ExitCode.DAMAGED);
        assertThat(copy).doesNotExist();
    }

    @Test
    void shouldMakeNothingWhenInterrupted() throws IOException {
        DataFolders.of(data, DataFolders.corpus("0.1.0-digits"));
        export();
        trialog.interruption.listen();
        trialog.signal("TERM", 15);

        assertThat(importIt()).isEqualTo(143);
        assertThat(trialog.err()).isEqualTo("trialog: interrupted; nothing was imported\n");
        assertThat(left()).containsExactly("data", "export.jsonl");
    }

    @Test
    void shouldSayWhichFileIsNotThereAndWhichOptionIsMissing() {
        assertThat(importIt()).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(trialog.err()).startsWith("trialog: " + export + ": cannot read: ");
        assertThat(trialog.execute("log", "import", "x")).isEqualTo(ExitCode.USAGE);
        assertThat(trialog.err()).contains("trialog: Missing required option: '--data=NEWDIR'");
    }

    @Test
    void shouldSayThatThereIsNoLogToExport() {
        assertThat(export()).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(trialog.err()).startsWith("trialog: there is no data in " + data);
        assertThat(DataDirectory.log(data)).doesNotExist();
    }
}
