package io.trialog.adapter.rocksdb;

import static io.trialog.adapter.rocksdb.LogFolders.all;
import static io.trialog.fixtures.SampleEvents.metrics;
import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.event.RecordedEvent;
import io.trialog.event.ServerStarted;
import io.trialog.fixtures.SampleEvents;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A power cut in the middle of a write leaves the beginning of a record. Nobody was told that it is there. */
class TornWalTest {

    private static final int EVENTS = 20;
    /** Short, as there is a test for each byte of it. */
    private static final RecordedEvent LAST =
            new RecordedEvent(EVENTS, Instant.parse("2026-01-01T00:00:00Z"), "", new ServerStarted("1", 1));

    @TempDir
    private Path temporary;

    private Path folder;
    private long wholeLength;
    private long lastRecordLength;

    @BeforeEach
    void copyALogWhileItIsOpen() throws IOException {
        Path original = temporary.resolve("original");
        try (RocksEventLog log = RocksEventLog.open(original, Durability.SYNC)) {
            for (int position = 1; position < EVENTS; position++) {
                log.append(metrics(position, position));
            }
            long before = Files.size(LogFolders.only(original, ".log"));
            log.append(List.of(LAST));
            wholeLength = Files.size(LogFolders.only(original, ".log"));
            lastRecordLength = wholeLength - before;
            folder = LogFolders.copy(original, temporary.resolve("copy"));
        }
    }

    @Test
    void shouldReadACleanPrefixWhereverTheLastRecordIsCut() throws IOException {
        try (RocksEventLog whole = RocksEventLog.openReadOnly(folder)) {
            assertThat(all(whole))
                    .startsWith(metrics(1, EVENTS - 1).toArray(RecordedEvent[]::new))
                    .endsWith(LAST);
        }
        for (long missing = 1; missing <= lastRecordLength; missing++) {
            // given
            cut(folder, missing);

            // when
            try (RocksEventLog log = RocksEventLog.openReadOnly(folder)) {

                // then
                assertThat(all(log)).as("%d bytes missing", missing).isEqualTo(metrics(1, EVENTS - 1));
            }
        }
    }

    @Test
    void shouldGoOnBehindTheCutWhereverItIs() throws IOException {
        for (long missing = 1; missing <= lastRecordLength; missing++) {
            // given
            Path torn = LogFolders.copy(folder, temporary.resolve("missing" + missing));
            cut(torn, missing);

            // when
            try (RocksEventLog log = RocksEventLog.open(torn, Durability.OS)) {
                assertThat(log.lastPosition()).as("%d bytes missing", missing).isEqualTo(EVENTS - 1);
                log.append(metrics(EVENTS, EVENTS + 3));
            }

            // then
            try (RocksEventLog log = RocksEventLog.openReadOnly(torn)) {
                assertThat(all(log)).as("%d bytes missing", missing).isEqualTo(metrics(1, EVENTS + 3));
            }
        }
    }

    @Test
    void shouldReadNoneOfTheEventsThatWereAppendedTogetherAndCut() throws IOException {
        // given
        Path original = temporary.resolve("several");
        try (RocksEventLog log = RocksEventLog.open(original, Durability.SYNC)) {
            log.append(metrics(1, 7));
            long before = Files.size(LogFolders.only(original, ".log"));
            log.append(metrics(8, 10));
            wholeLength = Files.size(LogFolders.only(original, ".log"));
            lastRecordLength = wholeLength - before;
            folder = LogFolders.copy(original, temporary.resolve("severalCopied"));
        }
        for (long missing = 1; missing <= lastRecordLength; missing++) {
            cut(folder, missing);

            // when
            try (RocksEventLog log = RocksEventLog.openReadOnly(folder)) {

                // then
                assertThat(all(log)).as("%d bytes missing", missing).isEqualTo(metrics(1, 7));
                assertThat(log.at(8)).isEmpty();
            }
        }
        try (RocksEventLog log = RocksEventLog.open(folder, Durability.OS)) {
            log.append(metrics(8, 12));
            assertThat(all(log)).isEqualTo(metrics(1, 12));
            assertThat(log.at(9)).contains(SampleEvents.metric(9));
        }
    }

    private void cut(Path log, long missing) throws IOException {
        try (FileChannel wal = FileChannel.open(LogFolders.only(log, ".log"), StandardOpenOption.WRITE)) {
            wal.truncate(wholeLength - missing);
        }
    }
}
