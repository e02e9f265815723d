package io.trialog.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trialog.adapter.rocksdb.Durability;
import io.trialog.adapter.rocksdb.RocksEventLog;
import io.trialog.bootstrap.DataDirectory;
import io.trialog.event.RecordedEvent;
import io.trialog.event.ServerStarted;
import io.trialog.fixtures.DataFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code log verify} on real data directories, and what every command says of logs that newer servers wrote. */
class LogVerifyCommandTest {

    @TempDir
    private Path data;

    private final CommandLineFixture trialog = CommandLineFixture.onDisk();

    private int verify(String... more) {
        return trialog.execute(Stream.concat(Stream.of("log", "verify", "--data", data.toString()), Stream.of(more))
                .toArray(String[]::new));
    }

    private void newer(long position, String type, int version) {
        DataFolders.store(
                data,
                position,
                ("\u0001{\"type\":\"" + type + "\",\"v\":" + version
                                + ",\"at\":\"2027-01-01T00:00:00Z\",\"cause\":\"x\",\"data\":{}}")
                        .getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.1.0-digits", "0.1.0-random"})
    void shouldFindAnOldLogIntact(String log) {
        DataFolders.of(data, DataFolders.corpus(log));

        assertThat(verify()).isEqualTo(ExitCode.OK);
        assertThat(trialog.out()).isEqualTo("OK: " + DataFolders.corpus(log).size() + " events, all intact\n");
    }

    @Test
    void shouldVerifyBesideAWriter() {
        DataFolders.of(data, DataFolders.corpus("0.1.0-digits"));
        try (RocksEventLog writer = RocksEventLog.open(DataDirectory.log(data), Durability.SYNC)) {
            RecordedEvent last = writer.at(437).orElseThrow();
            writer.append(List.of(new RecordedEvent(438, last.at(), "test", new ServerStarted("x", 1))));

            assertThat(verify()).isEqualTo(ExitCode.OK);
            assertThat(trialog.out()).isEqualTo("OK: 438 events, all intact\n");
            writer.append(List.of(new RecordedEvent(439, last.at(), "test", new ServerStarted("x", 2))));
        }
    }

    @Test
    void shouldNameTheFirstMissingPosition() throws IOException {
        List<RecordedEvent> events = DataFolders.corpus("0.1.0-digits");
        DataFolders.of(data, events.subList(0, 199));
        DataFolders.of(data, events.subList(199, 200));
        DataFolders.of(data, events.subList(200, events.size()));
        DataFolders.store(data, 200, null);

        assertThat(verify()).isEqualTo(ExitCode.DAMAGED);
        assertThat(trialog.out()).isEqualTo("damaged: at position 200; 199 events before it are intact\n");
        assertThat(trialog.err())
                .isEqualTo("trialog: event log " + data.resolve("log")
                        + ": event 200: missing (expected: positions 1 to 437 without gap); it is damaged\n");

        CommandLineFixture json = CommandLineFixture.onDisk();
        json.execute("log", "verify", "--data", data.toString(), "--json");
        JsonNode result = new ObjectMapper().readTree(json.out());
        assertThat(result.path("ok").asBoolean(true)).isFalse();
        assertThat(result.path("events").asLong()).isEqualTo(199);
        assertThat(result.path("position").asLong()).isEqualTo(200);
        assertThat(result.path("problem").asText()).contains("event 200: missing");
        assertThat(json.err()).isEmpty();
    }

    @Test
    void shouldNameAnEventThatDoesNotFollow() {
        List<RecordedEvent> events = new ArrayList<>(DataFolders.corpus("0.1.0-digits"));
        RecordedEvent end = events.get(200);
        events.set(1, new RecordedEvent(2, end.at(), "test", new ServerStarted("x", 1))); // it was never created
        DataFolders.of(data, events);

        assertThat(verify()).isEqualTo(ExitCode.DAMAGED);
        assertThat(trialog.out()).isEqualTo("damaged: at position 3; 2 events before it are intact\n");
        assertThat(trialog.err())
                .startsWith("trialog: event 3 (ExperimentStateChanged) does not follow from those before it: ");
    }

    @Test
    void shouldFindAFlippedBitInAFile() throws IOException {
        // given: what is in the write-ahead log moves to a table when it is opened once more
        DataFolders.of(data, DataFolders.corpus("0.1.0-digits"));
        DataFolders.store(data, 438, null);
        Path table;
        try (Stream<Path> files = Files.list(DataDirectory.log(data))) {
            table = files.filter(file -> file.toString().endsWith(".sst"))
                    .max((a, b) -> Long.compare(a.toFile().length(), b.toFile().length()))
                    .orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(table);
        bytes[bytes.length / 3] ^= 8;
        Files.write(table, bytes);

        // then
        assertThat(verify()).isEqualTo(ExitCode.DAMAGED);
        assertThat(trialog.out()).startsWith("damaged: ");
        assertThat(trialog.err()).containsIgnoringCase("checksum mismatch");
    }

    @Test
    void shouldSayThatThereIsNoLog() {
        assertThat(verify()).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(trialog.err()).startsWith("trialog: there is no data in " + data);
    }

    @Test
    void shouldNameAnUnknownTypeOfANewerServer() {
        DataFolders.of(data, DataFolders.corpus("0.1.0-digits"));
        newer(438, "trial.dreamt", 3);

        assertThat(verify()).isEqualTo(ExitCode.DAMAGED);
        assertThat(trialog.err())
                .isEqualTo("trialog: event log " + data.resolve("log")
                        + ": event 438 (trial.dreamt, version 3): unknown event type."
                        + " A newer server wrote it: open this log with that version or a later one.\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "log cat", "log tail", "log stats", "log export", "show clsfff2o", "run x.yaml"})
    void shouldRefuseANewerVersionInEveryCommand(String command) throws IOException {
        // given
        DataFolders.of(data, DataFolders.corpus("0.1.0-digits"));
        newer(438, "trial.ended", 9);
        String[] arguments = (command + " --data").split(" ");
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add(data.toString());
        if (command.startsWith("run")) {
            Path file = data.resolveSibling("x.yaml");
            Files.writeString(
                    file,
                    "searchSpace: {x: {_type: uniform, _value: [0, 1]}}\ntrialCommand: 'true'\nmaxTrialNumber: 1\n");
            all.set(1, file.toString());
            all.addAll(List.of("--port", "0"));
        }

        // when
        int exitCode = trialog.execute(all.toArray(String[]::new));

        // then
        assertThat(exitCode).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(trialog.err())
                .isEqualTo("trialog: event log " + data.resolve("log")
                        + ": event 438 (trial.ended, version 9): unknown version (expected: 1 or lower)."
                        + " A newer server wrote it: open this log with that version or a later one.\n");
    }

    @Test
    void shouldRefuseANewerLayout() {
        DataFolders.of(data, DataFolders.corpus("0.1.0-digits"));
        DataFolders.format(data, 99, "7.0.0");

        for (String command : List.of("list", "log verify", "log cat", "log tail -f", "log export")) {
            CommandLineFixture each = CommandLineFixture.onDisk();
            int exitCode = each.execute((command + " --data " + data).split(" "));

            assertThat(exitCode).as(command).isIn(ExitCode.UNAVAILABLE, ExitCode.DAMAGED);
            assertThat(each.err())
                    .as(command)
                    .contains("event log " + data.resolve("log") + ": format 99 (expected: ")
                    .contains(" A newer server wrote it: open it with version 7.0.0 or later.\n")
                    .doesNotContain("internal error");
        }
    }
}
