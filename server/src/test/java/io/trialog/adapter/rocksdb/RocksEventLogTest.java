package io.trialog.adapter.rocksdb;

import static io.trialog.adapter.rocksdb.LogFolders.all;
import static io.trialog.fixtures.SampleEvents.metrics;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.adapter.json.EventCodec;
import io.trialog.adapter.json.EventLines;
import io.trialog.event.ExperimentId;
import io.trialog.event.RecordedEvent;
import io.trialog.event.TrialRequeued;
import io.trialog.fixtures.SampleEvents;
import io.trialog.port.EventLogException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rocksdb.RocksDBException;

class RocksEventLogTest {

    @TempDir
    private Path temporary;

    private Path folder;

    @BeforeEach
    void chooseFolder() {
        folder = temporary.resolve("log");
    }

    @ParameterizedTest
    @EnumSource
    void shouldContinueWhereItEnded(Durability durability) {
        for (int round = 0; round < 3; round++) {
            // when
            try (RocksEventLog log = RocksEventLog.open(folder, durability)) {
                assertThat(log.lastPosition()).isEqualTo(round * 10L);
                log.append(metrics(round * 10L + 1, round * 10L + 10));
            }
        }

        // then
        try (RocksEventLog log = RocksEventLog.open(folder, durability)) {
            assertThat(all(log)).isEqualTo(metrics(1, 30));
            assertThat(log.verify()).isEqualTo(30);
        }
    }

    @Test
    void shouldTellHowLongEachSyncedAppendTook() {
        // given
        List<Long> nanos = new ArrayList<>();
        try (RocksEventLog log = RocksEventLog.open(folder, Durability.SYNC, nanos::add)) {
            // when
            log.append(metrics(1, 10));
            log.append(metrics(11, 20));
            log.append(List.of());
            // then
            assertThat(nanos).hasSize(2).allMatch(time -> time > 0);
        }
    }

    @Test
    void shouldTellOfNoSyncWhereNobodyWaitsForOne() {
        // given
        List<Long> nanos = new ArrayList<>();
        try (RocksEventLog log = RocksEventLog.open(folder, Durability.OS, nanos::add)) {
            // when
            log.append(metrics(1, 10));
            // then
            assertThat(nanos).isEmpty();
        }
        assertThat(nanos).as("at the end").hasSize(1);
    }

    @Test
    void shouldTellOfSyncsInTheBackground() {
        // given
        CountDownLatch told = new CountDownLatch(1);
        try (RocksEventLog log = RocksEventLog.open(folder, Durability.EVERY_100_MS, nanos -> told.countDown())) {
            // when
            log.append(metrics(1, 10));
            // then
            await(told);
        }
    }

    @Test
    void shouldRefuseASecondWriter() {
        try (RocksEventLog log = RocksEventLog.open(folder, Durability.SYNC)) {
            log.append(metrics(1, 1));

            assertThatThrownBy(() -> RocksEventLog.open(folder, Durability.SYNC))
                    .isInstanceOf(EventLogException.class)
                    .hasMessageStartingWith("event log " + folder + ": cannot open: ");
        }
    }

    @Test
    void shouldNameAMissingPosition() throws RocksDBException {
        // given
        storeRaw(1, 2, 4, 5);

        // then
        try (RocksEventLog log = RocksEventLog.open(folder, Durability.SYNC)) {
            String message = "event log " + folder
                    + ": event 3: missing (expected: positions 1 to 5 without gap); it is damaged";
            assertThatThrownBy(() -> all(log))
                    .isInstanceOf(EventLogException.class)
                    .hasMessage(message);
            assertThatThrownBy(() -> log.at(3))
                    .isInstanceOf(EventLogException.class)
                    .hasMessage(message);
            assertThatThrownBy(log::verify)
                    .isInstanceOf(EventLogException.class)
                    .hasMessage(message);
            assertThat(log.at(4)).contains(SampleEvents.metric(4));
        }
    }

    @Test
    void shouldRefuseALogWithoutItsBeginning() throws RocksDBException {
        storeRaw(2, 3);

        assertThatThrownBy(() -> RocksEventLog.open(folder, Durability.SYNC))
                .isInstanceOf(EventLogException.class)
                .hasMessage("event log " + folder + ": positions 2 to 3 (expected: from 1 without gap); it is damaged");
    }

    @Test
    void shouldNameThePositionOfAnUnreadableEvent() throws RocksDBException {
        // given
        storeRaw(1, 2);
        try (Store store = Store.open(folder)) {
            store.db().put(store.events(), Positions.key(2), new byte[] {9, 9});
        }

        // then
        try (RocksEventLog log = RocksEventLog.open(folder, Durability.SYNC)) {
            assertThatThrownBy(() -> all(log))
                    .isInstanceOf(EventLogException.class)
                    .hasMessage("event log " + folder + ": event 2: format 0x09 (expected: 0x01 or 0x02)."
                            + " A newer server wrote it, or it is damaged.");
        }
    }

    @Test
    void shouldContinueALogWithMetricsInJson() throws RocksDBException {
        // given
        RocksEventLog.open(folder, Durability.SYNC).close();
        EventLines lines = new EventLines();
        try (Store store = Store.open(folder)) {
            for (RecordedEvent metric : metrics(1, 3)) {
                String json = "\u0001" + lines.format(metric).replaceFirst("\"pos\":\\d+,", "");
                store.db().put(store.events(), Positions.key(metric.position()), json.getBytes(UTF_8));
            }
        }

        // when
        try (RocksEventLog log = RocksEventLog.open(folder, Durability.SYNC)) {
            log.append(metrics(4, 5));
            log.append(List.of(large(6)));
            log.append(metrics(7, 8));
        }

        // then
        try (RocksEventLog log = RocksEventLog.open(folder, Durability.SYNC)) {
            List<RecordedEvent> expected = new ArrayList<>(metrics(1, 5));
            expected.add(large(6));
            expected.addAll(metrics(7, 8));
            assertThat(all(log)).isEqualTo(expected);
            assertThat(log.at(3)).contains(SampleEvents.metric(3));
            assertThat(log.at(8)).contains(SampleEvents.metric(8));
            assertThat(log.verify()).isEqualTo(8);
        }
    }

    @Test
    void shouldRefuseALogOfANewerServer() throws RocksDBException {
        // given
        storeRaw(1);
        try (Store store = Store.open(folder)) {
            store.db().put(store.meta(), LogFormat.FORMAT, "3".getBytes(UTF_8));
            store.db().put(store.meta(), LogFormat.SERVER, "3.1.0".getBytes(UTF_8));
        }
        String message = "event log " + folder + ": format 3 (expected: 2 or lower)."
                + " A newer server wrote it: open it with version 3.1.0 or later.";

        // then
        assertThatThrownBy(() -> RocksEventLog.open(folder, Durability.SYNC))
                .isInstanceOf(EventLogException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> RocksEventLog.openReadOnly(folder))
                .isInstanceOf(EventLogException.class)
                .hasMessage(message);
    }

    @Test
    void shouldRefuseEventsWithoutAFormat() throws RocksDBException {
        // given
        storeRaw(1);
        try (Store store = Store.open(folder)) {
            store.db().delete(store.meta(), LogFormat.FORMAT);
        }

        // then
        assertThatThrownBy(() -> RocksEventLog.open(folder, Durability.SYNC))
                .isInstanceOf(EventLogException.class)
                .hasMessage("event log " + folder + ": format none (expected: a number); it is damaged");
    }

    @Test
    void shouldSayThatThereIsNoLogToLookAt() {
        assertThatThrownBy(() -> RocksEventLog.openReadOnly(folder))
                .isInstanceOf(EventLogException.class)
                .hasMessage("event log " + folder + ": not there (expected: the log of a server)");
        assertThat(folder).doesNotExist();
    }

    @Test
    void shouldRefuseToAppendWhenOpenedReadOnly() {
        RocksEventLog.open(folder, Durability.SYNC).close();

        try (RocksEventLog log = RocksEventLog.openReadOnly(folder)) {
            assertThatThrownBy(() -> log.append(metrics(1, 1)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("event log: open read-only (expected: open for writing)");
        }
    }

    @Test
    void shouldShowACleanPrefixBesideAWriterThatReplacesItsFiles() throws Exception {
        // given
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (RocksEventLog writer = RocksEventLog.open(folder, Durability.OS)) {
            writer.append(List.of(large(1)));
            Future<?> looking = thread.submit(() -> {
                do {
                    long known = writer.lastPosition();
                    try (RocksEventLog reader = RocksEventLog.openReadOnly(folder)) {

                        // then
                        assertThat(reader.lastPosition()).isGreaterThanOrEqualTo(known);
                        long[] next = {1};
                        reader.read(1, event -> {
                            assertThat(event).isEqualTo(large(next[0]++));
                            return true;
                        });
                        assertThat(next[0]).isEqualTo(reader.lastPosition() + 1);
                    }
                } while (!done.get());
            });

            // when: several memtables full, and then some
            for (int position = 2; position <= 120 && !looking.isDone(); position++) {
                writer.append(List.of(large(position)));
            }
            done.set(true);
            looking.get();
        } finally {
            thread.shutdownNow();
        }
    }

    @Test
    void shouldWaitForReadersBeforeItCloses() throws Exception {
        // given
        RocksEventLog log = RocksEventLog.open(folder, Durability.SYNC);
        log.append(metrics(1, 100));
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch closing = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<List<RecordedEvent>> read = threads.submit(() -> {
                List<RecordedEvent> seen = new ArrayList<>();
                log.read(1, event -> {
                    reading.countDown();
                    await(closing);
                    return seen.add(event);
                });
                return seen;
            });
            reading.await();

            // when
            Future<?> close = threads.submit(() -> {
                closing.countDown();
                log.close();
            });

            // then
            assertThat(read.get()).isEqualTo(metrics(1, 100));
            close.get();
            assertThatThrownBy(() -> all(log)).hasMessage("event log: closed (expected: open)");
        } finally {
            threads.shutdownNow();
            log.close();
        }
    }

    @Test
    @SuppressWarnings("try") // the explicit close is what is tested
    void shouldRefuseToBeClosedByAVisitor() {
        try (RocksEventLog log = RocksEventLog.open(folder, Durability.SYNC)) {
            log.append(metrics(1, 1));

            assertThatThrownBy(() -> log.read(1, event -> {
                        log.close();
                        return true;
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("event log: closed by a visitor (expected: after the read)");
            assertThat(all(log)).hasSize(1);
        }
    }

    @Test
    void shouldLeaveNoNativeLibraryBehind() throws IOException {
        RocksEventLog.open(folder, Durability.SYNC).close();

        try (var left = Files.newDirectoryStream(Path.of(System.getProperty("java.io.tmpdir")), "trialog-native*")) {
            long own = ProcessHandle.current().pid();
            assertThat(left).noneMatch(path -> path.getFileName().toString().contains("-" + own + "-"));
        }
    }

    private void storeRaw(long... positions) throws RocksDBException {
        EventCodec codec = new EventCodec();
        RocksEventLog.open(folder, Durability.SYNC).close();
        try (Store store = Store.open(folder)) {
            for (long position : positions) {
                store.db().put(store.events(), Positions.key(position), codec.encode(SampleEvents.metric(position)));
            }
        }
    }

    private static RecordedEvent large(long position) {
        RecordedEvent small = SampleEvents.metric(position);
        String text =
                Long.toString(position).repeat(400_000 / Long.toString(position).length());
        return new RecordedEvent(
                position,
                small.at(),
                small.cause(),
                new TrialRequeued(new ExperimentId("large"), position, text, null));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
