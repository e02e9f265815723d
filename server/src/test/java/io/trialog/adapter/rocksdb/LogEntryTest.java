package io.trialog.adapter.rocksdb;

import static io.trialog.adapter.rocksdb.LogFolders.all;
import static io.trialog.fixtures.SampleEvents.metric;
import static io.trialog.fixtures.SampleEvents.metrics;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.adapter.json.EventCodec;
import io.trialog.event.ExperimentId;
import io.trialog.event.RecordedEvent;
import io.trialog.event.TrialRequeued;
import io.trialog.fixtures.Seed;
import io.trialog.port.EventLog;
import io.trialog.port.EventLogException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

class LogEntryTest {

    @TempDir
    private Path temporary;

    private final EventCodec codec = new EventCodec();
    private Path folder;

    @BeforeEach
    void chooseFolder() {
        folder = temporary.resolve("log");
    }

    @Test
    void shouldStoreTogetherWhatIsAppendedTogether() throws RocksDBException {
        // when
        try (RocksEventLog log = RocksEventLog.open(folder, Durability.OS)) {
            log.append(metrics(1, 1));
            log.append(metrics(2, 8));
            log.append(metrics(9, 10));
        }

        // then
        SortedMap<Long, byte[]> entries = entries();
        assertThat(entries).containsOnlyKeys(1L, 8L, 10L);
        assertThat(entries.get(1L)).as("one event is stored as ever").isEqualTo(codec.encode(metric(1)));
        byte[] ninth = codec.encode(metric(9));
        assertThat(entries.get(10L))
                .startsWith(3, 0, ninth.length)
                .containsSequence(ninth)
                .endsWith(codec.encode(metric(10)));
    }

    @Test
    void shouldBoundTheSizeOfAnEntry() throws RocksDBException {
        // when
        try (RocksEventLog log = RocksEventLog.open(folder, Durability.OS)) {
            log.append(metrics(1, 5_000));
        }

        // then
        SortedMap<Long, byte[]> entries = entries();
        assertThat(entries).hasSizeBetween(20, 100).containsKey(5_000L);
        assertThat(entries.values()).allSatisfy(entry -> assertThat(entry).hasSizeLessThanOrEqualTo(8 * 1024));
        try (RocksEventLog log = RocksEventLog.openReadOnly(folder)) {
            assertThat(all(log)).isEqualTo(metrics(1, 5_000));
        }
    }

    /** A log that begins as one of an older server, goes on in batches of all sizes, and moves to tables now and then. */
    @Test
    void shouldGiveBackRandomBatchesFromAnywhere() throws RocksDBException {
        // given
        Random random = Seed.random(LogEntryTest.class);
        for (int round = 0; round < 12; round++) {
            folder = temporary.resolve("log" + round);
            List<RecordedEvent> expected = new ArrayList<>();
            int old = random.nextInt(20);
            for (int i = 0; i < old; i++) {
                expected.add(sized(expected.size() + 1, random));
            }
            LogFolders.writeFormat1(folder, expected);

            // when
            int servers = 1 + random.nextInt(3);
            for (int server = 0; server < servers; server++) {
                try (RocksEventLog log = RocksEventLog.open(folder, Durability.OS)) {
                    int batches = random.nextInt(8);
                    for (int batch = 0; batch < batches; batch++) {
                        List<RecordedEvent> events = batch(expected.size() + 1L, random);
                        log.append(events);
                        expected.addAll(events);
                        assertHolds(log, expected, random);
                    }
                    assertThat(log.verify()).isEqualTo(expected.size());
                }
            }

            // then
            try (RocksEventLog log = RocksEventLog.openReadOnly(folder);
                    FollowedEventLog followed = FollowedEventLog.open(folder)) {
                assertHolds(log, expected, random);
                assertHolds(followed, expected, random);
                assertThat(all(log)).isEqualTo(expected);
                assertThat(log.verify()).isEqualTo(expected.size());
            }
        }
    }

    @Test
    void shouldNameTheDamagedEventInTheMiddleOfAnEntry() throws RocksDBException {
        // given
        try (RocksEventLog log = RocksEventLog.open(folder, Durability.OS)) {
            log.append(metrics(1, 4));
            log.append(metrics(5, 9));
        }
        byte[] entry = entries().get(9L);
        int size = codec.encode(metric(5)).length;
        entry[1 + (2 + size) + 2] = 9; // where the second event says how it is stored
        put(9, entry);
        String message = "event log " + folder + ": event 6: format 0x09 (expected: 0x01 or 0x02)."
                + " A newer server wrote it, or it is damaged.";

        // then
        try (RocksEventLog log = RocksEventLog.openReadOnly(folder)) {
            List<RecordedEvent> seen = new ArrayList<>();
            assertThatThrownBy(() -> log.read(2, seen::add))
                    .isInstanceOf(EventLogException.class)
                    .hasMessage(message);
            assertThat(seen).isEqualTo(metrics(2, 5));
            assertThatThrownBy(log::verify).hasMessage(message);
            assertThatThrownBy(() -> log.at(6)).hasMessage(message);
            assertThat(log.at(7)).contains(metric(7));
            assertThat(log.at(3)).contains(metric(3));
        }
        try (FollowedEventLog followed = FollowedEventLog.open(folder)) {
            assertThatThrownBy(() -> all(followed)).hasMessage(message);
            assertThat(followed.at(7)).contains(metric(7));
        }
    }

    @Test
    void shouldNameAnEntryThatIsNotWhole() throws RocksDBException {
        // given
        try (RocksEventLog log = RocksEventLog.open(folder, Durability.OS)) {
            log.append(metrics(1, 4));
            log.append(metrics(5, 9));
        }
        byte[] whole = entries().get(9L);
        for (int length = 2; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            put(9, cut);

            // then
            try (RocksEventLog log = RocksEventLog.openReadOnly(folder)) {
                List<RecordedEvent> seen = new ArrayList<>();
                assertThatThrownBy(() -> log.read(1, seen::add))
                        .as("%d bytes", length)
                        .isInstanceOf(EventLogException.class)
                        .hasMessageContaining(": event ")
                        .hasMessageEndingWith("it is damaged");
                assertThat(seen).isEqualTo(metrics(1, 4));
                assertThatThrownBy(() -> log.checksum(5)).isInstanceOf(EventLogException.class);
            }
        }
    }

    @Test
    void shouldNameTheFirstMissingPosition() throws RocksDBException {
        // given
        try (RocksEventLog log = RocksEventLog.open(folder, Durability.OS)) {
            log.append(metrics(1, 4));
            log.append(metrics(5, 9));
            log.append(metrics(10, 12));
        }
        try (Store store = Store.open(folder)) {
            store.db().delete(store.events(), Positions.key(9));
        }
        String message = "event log " + folder + ": event %d: missing (expected: positions 1 to 12 without gap);"
                + " it is damaged";

        // then
        try (RocksEventLog log = RocksEventLog.openReadOnly(folder)) {
            assertThatThrownBy(log::verify).hasMessage(message, 5);
            assertThatThrownBy(() -> log.at(7)).hasMessage(message, 7);
            assertThatThrownBy(() -> log.read(8, event -> true)).hasMessage(message, 8);
            assertThat(log.at(11)).contains(metric(11));
        }
    }

    @Test
    void shouldRefuseALogThatBeginsInTheMiddleOfAnEntry() throws RocksDBException {
        // given
        try (RocksEventLog log = RocksEventLog.open(folder, Durability.OS)) {
            log.append(metrics(1, 4));
        }
        byte[] entry = entries().get(4L);
        try (Store store = Store.open(folder)) {
            store.db().delete(store.events(), Positions.key(4));
            store.db().put(store.events(), Positions.key(5), entry);
        }

        // then
        assertThatThrownBy(() -> RocksEventLog.openReadOnly(folder))
                .isInstanceOf(EventLogException.class)
                .hasMessage("event log " + folder + ": positions 2 to 5 (expected: from 1 without gap); it is damaged");
    }

    /** In an order in which no event is asked for behind its neighbour, and in one in which all are. */
    private void assertHolds(EventLog log, List<RecordedEvent> expected, Random random) {
        assertThat(log.lastPosition()).isEqualTo(expected.size());
        if (expected.isEmpty()) {
            return;
        }
        for (int i = 0; i < 10; i++) {
            int index = random.nextInt(expected.size());
            assertThat(log.at(index + 1)).contains(expected.get(index));
            assertThat(log.checksum(index + 1)).hasValue(checksum(expected.get(index)));
        }
        int begin = random.nextInt(expected.size());
        int end = Math.min(expected.size(), begin + 1 + random.nextInt(50));
        List<RecordedEvent> seen = new ArrayList<>();
        log.read(begin + 1, event -> {
            seen.add(event);
            return event.position() < end;
        });
        assertThat(seen).isEqualTo(expected.subList(begin, end));
        for (int index = begin; index < end && index < begin + 10; index++) {
            assertThat(log.at(index + 1)).contains(expected.get(index));
        }
        assertThat(log.at(expected.size() + 1)).isEmpty();
        assertThat(log.checksum(expected.size() + 1)).isEmpty();
    }

    private long checksum(RecordedEvent event) {
        CRC32C crc = new CRC32C();
        crc.update(codec.encode(event));
        return crc.getValue();
    }

    private static List<RecordedEvent> batch(long first, Random random) {
        int size = random.nextInt(3) == 0 ? random.nextInt(1_500) : random.nextInt(6);
        List<RecordedEvent> events = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            events.add(sized(first + i, random));
        }
        return events;
    }

    /** Mostly small; some about as large as an entry may be, some larger. */
    private static RecordedEvent sized(long position, Random random) {
        RecordedEvent small = metric(position);
        int kind = random.nextInt(100);
        if (kind > 2) {
            return small;
        }
        int size = kind == 0 ? 100_000 : LogEntry.MAX_BYTES - 160 + random.nextInt(80);
        return new RecordedEvent(
                position,
                small.at(),
                small.cause(),
                new TrialRequeued(new ExperimentId("large"), position, "x".repeat(size), null));
    }

    private SortedMap<Long, byte[]> entries() throws RocksDBException {
        SortedMap<Long, byte[]> entries = new TreeMap<>();
        try (Store store = Store.openReadOnly(folder);
                RocksIterator iterator = store.db().newIterator(store.events())) {
            for (iterator.seekToFirst(); iterator.isValid(); iterator.next()) {
                entries.put(Positions.of(iterator.key()), iterator.value());
            }
            iterator.status();
        }
        return entries;
    }

    private void put(long position, byte[] entry) throws RocksDBException {
        try (Store store = Store.open(folder)) {
            store.db().put(store.events(), Positions.key(position), entry);
        }
    }
}
