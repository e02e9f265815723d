package io.trialog.adapter.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.trialog.event.RecordedEvent;
import io.trialog.fixtures.DataFolders;
import io.trialog.fixtures.InMemoryEventLog;
import io.trialog.fixtures.SampleEvents;
import io.trialog.fixtures.Seed;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An export comes back as it was, or not at all. */
class ExportReaderTest {

    private final List<RecordedEvent> read = new ArrayList<>();

    private static byte[] export(List<RecordedEvent> events) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        LogExport.write(new InMemoryEventLog(events), "1.2.3", line -> {
            bytes.writeBytes(line);
            return true;
        });
        return bytes.toByteArray();
    }

    private ExportTrailer read(byte[] export) throws IOException {
        read.clear();
        return ExportReader.read(new ByteArrayInputStream(export), read::add);
    }

    private void shouldRefuse(String export, String message) {
        assertThatThrownBy(() -> read(export.getBytes(UTF_8)))
                .isInstanceOf(DamagedExportException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void shouldGiveBackWhatWasExported() throws IOException {
        List<RecordedEvent> events = DataFolders.corpus("0.1.0-random");

        ExportTrailer trailer = read(export(events));

        assertThat(read).isEqualTo(events);
        assertThat(trailer.events()).isEqualTo(245);
        assertThat(trailer.first()).isEqualTo(1);
        assertThat(trailer.last()).isEqualTo(245);
        assertThat(trailer.version()).isEqualTo("1.2.3");
    }

    @Test
    void shouldGiveBackAnEmptyLog() throws IOException {
        assertThat(read(export(List.of()))).extracting(ExportTrailer::events).isEqualTo(0L);
        assertThat(read).isEmpty();
    }

    /** The format is a promise: computed with another CRC-32C and SHA-256 (Python). */
    @Test
    void shouldLookAsOtherProgramsExpect() {
        String export = new String(export(SampleEvents.metrics(1, 1)), UTF_8);

        assertThat(export).isEqualTo("""
                {"pos":1,"type":"metric.reported","v":1,"at":"2026-01-01T00:00:00.001Z","cause":"reportMetrics",\
                "data":{"experiment":"sample","number":1,"attempt":1,"sequence":1,"kind":"INTERMEDIATE",\
                "values":{"default":0.3333333333333333}},"crc32c":"e6688571"}
                {"trailer":{"events":1,"first":1,"last":1,"sha256":"f0a53bbaa50cdd442455066a9b2108fa9dba2bd13f254cb7def73aa430fcf1f1","version":"1.2.3"},"crc32c":"527ffe0d"}
                """);
    }

    @Test
    void shouldFindEveryFlippedBitAndGiveOnlyWhatIsBeforeIt() {
        // given
        List<RecordedEvent> events = SampleEvents.metrics(1, 4);
        byte[] export = export(events);
        Random random = Seed.random(getClass());
        int bit = random.nextInt(8);
        for (int at = 0; at < export.length; at++) {
            byte[] damaged = export.clone();
            damaged[at] ^= (byte) (1 << bit);

            // when
            Throwable refused = catchThrowableOfType(DamagedExportException.class, () -> read(damaged));

            // then
            assertThat(refused).as("bit %d of byte %d", bit, at).isNotNull();
            long line = new String(export, 0, at, UTF_8)
                            .chars()
                            .filter(letter -> letter == '\n')
                            .count()
                    + 1;
            assertThat(read).as("bit %d of byte %d", bit, at).isEqualTo(events.subList(0, (int) Math.min(4, line - 1)));
            if (export[at] != '\n') {
                assertThat(refused).hasMessageContaining("line " + line);
            }
        }
    }

    @Test
    void shouldFindEveryTruncation() throws IOException {
        List<RecordedEvent> events = SampleEvents.metrics(1, 3);
        byte[] export = export(events);
        for (int length = 0; length < export.length - 1; length++) {
            byte[] shorter = Arrays.copyOf(export, length);
            assertThatThrownBy(() -> read(shorter))
                    .as("%d bytes", length)
                    .isInstanceOf(DamagedExportException.class)
                    .hasMessageStartingWith("truncated: ")
                    .hasMessageContaining("which only a complete export has");
        }
        // nothing but the last end of line is missing, and that says nothing
        assertThat(read(Arrays.copyOf(export, export.length - 1)).events()).isEqualTo(3);
    }

    @Test
    void shouldFindLinesThatAreMissingSwappedOrRepeated() {
        String[] lines = new String(export(SampleEvents.metrics(1, 3)), UTF_8).split("(?<=\n)");

        shouldRefuse(lines[0] + lines[2] + lines[3], "line 2: event 3 (expected: event 2); lines are missing");
        shouldRefuse(lines[1] + lines[0] + lines[2] + lines[3], "line 1: event 2 (expected: event 1)");
        shouldRefuse(lines[0] + lines[0] + lines[1] + lines[2] + lines[3], "line 2: event 1 (expected: event 2)");
        shouldRefuse(lines[0] + lines[1] + lines[3], "line 3: 2 events before the trailer (expected: 3, as it says)");
        shouldRefuse(String.join("", lines) + lines[0], "line 5: something behind the trailer (expected: the end)");
    }

    @Test
    void shouldFindALineThatWasChangedWithItsChecksum() {
        String[] lines = new String(export(SampleEvents.metrics(1, 3)), UTF_8).split("(?<=\n)");
        String json = lines[1].substring(0, lines[1].indexOf(",\"crc32c\"")) + "}";
        String other = new String(ExportedLine.of(json.replace("INTERMEDIATE", "FINAL")), UTF_8);

        shouldRefuse(lines[0] + other + lines[2] + lines[3], "line 4: SHA-256 of the lines before the trailer: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}\n", "{\"pos\":1}\n", "hello\n", "\n", "{\"crc32c\":\"00000000\"}\n"})
    void shouldRefuseWhatIsNoExport(String text) {
        shouldRefuse(text, "line 1: no checksum (expected: \"crc32c\" as its last key)");
    }

    @Test
    void shouldNameTypeAndVersionOfAnEventFromTheFuture() {
        String line = new String(
                ExportedLine.of("{\"pos\":1,\"type\":\"trial.dreamt\",\"v\":3,\"at\":\"2026-01-01T00:00:00Z\","
                        + "\"cause\":\"x\",\"data\":{}}"),
                UTF_8);

        shouldRefuse(line, "line 1: event 1 (trial.dreamt, version 3): unknown event type. A newer server wrote it");
    }

    @Test
    void shouldStopWhenTheReaderOfAnExportWantsNoMore() {
        List<byte[]> lines = new ArrayList<>();

        assertThat(LogExport.write(new InMemoryEventLog(SampleEvents.metrics(1, 9)), "1", line -> {
                    lines.add(line);
                    return lines.size() < 4;
                }))
                .isEmpty();
        assertThat(lines).hasSize(4);
    }
}
