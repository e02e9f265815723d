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
    private static final int FLIPS = 40;
    private static final int HEADER_BYTES = 7;
    private static final int TABLE_FOOTER_BYTES = 53;

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

        for (Record header : records(wal)) {
            requireRefusal(folder, wal, new Record(header.start(), HEADER_BYTES));
        }
    }

    @Test
    void shouldRefuseToOpenAWalWithAnyBitOfItsFirstOrLastRecordFlipped() throws IOException {
        // given
        Path folder = unclosedLog();
        Path wal = LogFolders.only(folder, ".log");
        List<Record> records = records(wal);

        requireRefusal(folder, wal, records.get(0));
        requireRefusal(folder, wal, records.get(records.size() - 1));
    }

    /** RocksDB alone does not come back from some of these, too. */
    @Test
    void shouldRefuseToOpenADamagedListOfTables() throws IOException {
        // given
        Path folder = temporary.resolve("log");
        try (RocksEventLog log = RocksEventLog.open(folder, Durability.OS)) {
            log.append(metrics(1, EVENTS));
        }
        RocksEventLog.open(folder, Durability.OS).close();
        Path list = only(folder, "MANIFEST-*");

        for (Record record : records(list)) {
            requireRefusal(folder, list, record);
        }
        try (RocksEventLog log = RocksEventLog.open(folder, Durability.SYNC)) {
            assertThat(all(log)).isEqualTo(metrics(1, EVENTS));
        }
    }

    /** A record of a file that {@link WalCheck} describes; here all are in the first block. */
    private record Record(int start, int length) {}

    private static List<Record> records(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        List<Record> records = new ArrayList<>();
        for (int start = 0; start < bytes.limit(); ) {
            Record record = new Record(start, HEADER_BYTES + bytes.getShort(start + 4));
            records.add(record);
            start += record.length();
        }
        assertThat(bytes.limit()).isLessThan(32 * 1024);
        return records;
    }

    /** Flips each bit of a record or of its beginning; each time the record must be named by its first byte. */
    private static void requireRefusal(Path folder, Path file, Record record) throws IOException {
        for (long bit = record.start() * 8L; bit < (record.start() + record.length()) * 8L; bit++) {
            LogFolders.flip(file, bit);
            assertThatThrownBy(() -> RocksEventLog.open(folder, Durability.SYNC))
                    .as("bit %d of byte %d", bit % 8, bit / 8)
                    .isInstanceOf(EventLogException.class)
                    .hasMessageStartingWith("event log " + folder + ": cannot open: " + file.getFileName()
                            + " is damaged at byte " + record.start() + ": ");
            LogFolders.flip(file, bit);
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
        List<String> said = new ArrayList<>();
        List<Long> bits = bitsOf(Files.size(table));
        for (long bit : bits) {

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
                .hasSizeGreaterThan(bits.size() / 2)
                .allSatisfy(message -> assertThat(message)
                        .containsPattern("event \\d+: cannot read|\\.sst|table|properties unsorted"));
        try (RocksEventLog log = RocksEventLog.open(folder, Durability.SYNC)) {
            assertThat(log.verify()).isEqualTo(events);
        }
    }

    /** Bits of the first and last bytes, where a table says what it is, and some anywhere. */
    private List<Long> bitsOf(long bytes) {
        List<Long> bits = new ArrayList<>();
        for (int i = 0; i < TABLE_FOOTER_BYTES; i += 3) {
            bits.add((bytes - 1 - i) * 8 + random.nextInt(8));
            bits.add(i * 8L + random.nextInt(8));
        }
        for (int i = 0; i < FLIPS; i++) {
            bits.add(random.nextLong(bytes * 8));
        }
        return bits;
    }

    private static Path only(Path folder, String glob) throws IOException {
        try (var files = Files.newDirectoryStream(folder, glob)) {
            return files.iterator().next();
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
