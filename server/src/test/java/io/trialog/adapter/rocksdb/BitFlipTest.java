package io.trialog.adapter.rocksdb;

import static io.trialog.adapter.rocksdb.LogFolders.all;
import static io.trialog.fixtures.SampleEvents.metrics;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.event.RecordedEvent;
import io.trialog.fixtures.Seed;
import io.trialog.port.EventLogException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that lies: damage is said, never served as other or fewer events. */
class BitFlipTest {

    private static final int EVENTS = 60;
    private static final int FLIPS = 60;

    private final Random random = Seed.random(BitFlipTest.class);

    @TempDir
    private Path temporary;

    @Test
    void shouldRefuseToOpenADamagedWal() throws IOException {
        // given
        Path folder = unclosedLog();
        Path wal = LogFolders.only(folder, ".log");
        long bits = Files.size(wal) * 8;
        for (int i = 0; i < 200; i++) {
            long bit = random.nextLong(bits);

            // when
            LogFolders.flip(wal, bit);

            // then
            assertRefused(folder, bit);
            LogFolders.flip(wal, bit);
        }
        try (RocksEventLog log = RocksEventLog.open(folder, Durability.SYNC)) {
            assertThat(all(log)).isEqualTo(metrics(1, EVENTS));
        }
    }

    /** RocksDB alone loses everything after some of these, and does not come back from others. */
    @Test
    void shouldRefuseToOpenAWalWithAnyBitOfAHeaderFlipped() throws IOException {
        // given
        Path folder = unclosedLog();
        Path wal = LogFolders.only(folder, ".log");
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(wal)).order(ByteOrder.LITTLE_ENDIAN);
        int headerBytes = 7;
        for (int header = 0; header < bytes.limit(); header += headerBytes + bytes.getShort(header + 4)) {
            for (long bit = header * 8L; bit < (header + headerBytes) * 8L; bit++) {
                // when
                LogFolders.flip(wal, bit);

                // then
                assertRefused(folder, bit);
                LogFolders.flip(wal, bit);
            }
        }
    }

    private Path unclosedLog() throws IOException {
        try (RocksEventLog log = RocksEventLog.open(temporary.resolve("original"), Durability.SYNC)) {
            for (int position = 1; position <= EVENTS; position++) {
                log.append(metrics(position, position));
            }
            return LogFolders.copy(temporary.resolve("original"), temporary.resolve("copy"));
        }
    }

    private static void assertRefused(Path folder, long bit) {
        assertThatThrownBy(() -> RocksEventLog.open(folder, Durability.SYNC))
                .as("bit %d of byte %d", bit % 8, bit / 8)
                .isInstanceOf(EventLogException.class)
                .hasMessageMatching("event log " + folder + ": cannot open: \\d+\\.log is damaged at byte \\d+: .*");
    }

    @Test
    void shouldNeverServeADamagedTableAsEvents() throws IOException {
        // given
        int events = 2_000;
        Path folder = temporary.resolve("log");
        try (RocksEventLog log = RocksEventLog.open(folder, Durability.OS)) {
            log.append(metrics(1, events));
        }
        // opening moves what is in the WAL to a table
        RocksEventLog.open(folder, Durability.OS).close();
        Path table = largestTable(folder);
        long bits = Files.size(table) * 8;
        List<String> said = new ArrayList<>();
        for (int i = 0; i < FLIPS; i++) {
            long bit = random.nextLong(bits);

            // when
            LogFolders.flip(table, bit);

            // then
            try (RocksEventLog log = RocksEventLog.openReadOnly(folder)) {
                List<RecordedEvent> read = new ArrayList<>();
                try {
                    log.verify();
                    read = all(log);
                } catch (EventLogException e) {
                    said.add(e.getMessage());
                    continue;
                }
                assertThat(read).as("bit %d", bit).isEqualTo(metrics(1, events));
            } catch (EventLogException e) {
                said.add(e.getMessage());
            } finally {
                LogFolders.flip(table, bit);
            }
        }
        // of its properties, a block at the end of a table, RocksDB names no file
        assertThat(said)
                .hasSizeGreaterThan(FLIPS / 2)
                .allSatisfy(message -> assertThat(message)
                        .containsPattern("event \\d+: cannot read|\\.sst|table|properties unsorted"));
        try (RocksEventLog log = RocksEventLog.open(folder, Durability.SYNC)) {
            assertThat(log.verify()).isEqualTo(events);
        }
    }

    private static Path largestTable(Path folder) throws IOException {
        Path largest = null;
        try (var files = Files.newDirectoryStream(folder, "*.sst")) {
            for (Path file : files) {
                largest = largest == null || Files.size(file) > Files.size(largest) ? file : largest;
            }
        }
        return largest;
    }
}
