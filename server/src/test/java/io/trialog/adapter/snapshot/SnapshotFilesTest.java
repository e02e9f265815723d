package io.trialog.adapter.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.fixtures.InMemoryEventLog;
import io.trialog.fixtures.SampleEvents;
import io.trialog.port.EventLog;
import io.trialog.port.SnapshotHeader;
import io.trialog.port.SnapshotHeader.Kind;
import io.trialog.port.SnapshotLine;
import io.trialog.port.SnapshotStore;
import io.trialog.port.SnapshotStoreContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotFilesTest extends SnapshotStoreContract {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    @TempDir
    private Path folder;

    private final EventLog log = new InMemoryEventLog(SampleEvents.metrics(1, 100));

    @Override
    protected SnapshotStore open() {
        return SnapshotFiles.in(folder.resolve("snapshots"));
    }

    private Path save(long position) {
        open().save(
                        SnapshotHeader.of(
                                Kind.STATE,
                                position,
                                NOW,
                                "test",
                                log.checksum(position).orElseThrow()),
                        Stream.of(
                                SnapshotLine.of("thing").with("number", 1).with("name", "first"),
                                SnapshotLine.of("thing").with("number", 2).with("name", "second")));
        return folder.resolve("snapshots").resolve(String.format("state-%020d.jsonl", position));
    }

    private Optional<Long> newest() {
        return open().newest(Kind.STATE, log, Stream::toList).map(SnapshotStore.Found::position);
    }

    @Test
    void shouldBeReadable() throws IOException {
        List<String> lines = Files.readAllLines(save(42));
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0))
                .startsWith("{\"snapshot\":\"STATE\",\"layout\":" + SnapshotHeader.LAYOUT
                        + ",\"position\":42,\"takenAt\":\"2026-11-24T10:00:00Z\",\"server\":\"test\",\"event\":\"");
        assertThat(lines.get(1)).isEqualTo("{\"entity\":\"thing\",\"number\":1,\"name\":\"first\"}");
        assertThat(lines.get(3)).matches("\\{\"lines\":3,\"crc32c\":\"[0-9a-f]{8}\"}");
    }

    @Test
    void shouldNeverUseOneWithAFlippedBit() throws IOException {
        Path file = save(42);
        byte[] whole = Files.readAllBytes(file);
        for (int at = 0; at < whole.length; at++) {
            // given
            byte[] damaged = whole.clone();
            damaged[at] ^= (byte) (1 << (at % Byte.SIZE));
            Files.write(file, damaged);
            // when / then
            assertThat(newest()).as("byte %d", at).isEmpty();
        }
        Files.write(file, whole);
        assertThat(newest()).contains(42L);
    }

    @Test
    void shouldNeverUseOneThatIsCutOff() throws IOException {
        Path file = save(42);
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThat(newest()).as("%d of %d bytes", length, whole.length).isEmpty();
        }
    }

    @Test
    void shouldNeverUseOneWithoutALine() throws IOException {
        Path file = save(42);
        List<String> whole = Files.readAllLines(file);
        for (int line = 0; line < whole.size(); line++) {
            List<String> shorter = new ArrayList<>(whole);
            shorter.remove(line);
            Files.write(file, shorter);
            assertThat(newest()).as("without line %d", line).isEmpty();
        }
    }

    @Test
    void shouldUseTheOlderOneWhenTheNewerIsDamaged() throws IOException {
        // given
        save(42);
        Path newer = save(43);
        // when
        Files.writeString(newer, "half");
        // then
        assertThat(newest()).contains(42L);
    }

    @Test
    void shouldNotMindThatTheFolderIsDeleted() throws IOException {
        // given
        Path file = save(42);
        // when
        Files.delete(file);
        Files.delete(folder.resolve("snapshots"));
        // then
        assertThat(newest()).isEmpty();
        save(43);
        assertThat(newest()).contains(43L);
    }

    @Test
    void shouldLeaveNothingHalfBehind() throws IOException {
        // given: a process was killed while it wrote
        save(42);
        Path half = folder.resolve("snapshots").resolve("state-00000000000000000050.jsonl.new");
        Files.write(half, "{\"snapshot\":".getBytes(UTF_8));
        assertThat(newest()).contains(42L);
        // when
        save(60);
        // then
        assertThat(half).doesNotExist();
    }

    @Test
    void shouldKeepWhatIsThereWhenItCannotWrite() throws IOException {
        // given
        save(42);
        SnapshotHeader header = SnapshotHeader.of(Kind.STATE, 50, NOW, "test", 0);
        Stream<SnapshotLine> impossible = Stream.of(SnapshotLine.of("thing"), SnapshotLine.of("thing"))
                .peek(line -> {
                    throw new UncheckedIOException(new IOException("No space left on device"));
                });
        // when / then
        assertThatThrownBy(() -> open().save(header, impossible))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("state-00000000000000000050.jsonl: cannot write")
                .hasMessageContaining("No space left on device");
        assertThat(newest()).contains(42L);
        try (Stream<Path> files = Files.list(folder.resolve("snapshots"))) {
            assertThat(files).hasSize(1);
        }
    }
}
