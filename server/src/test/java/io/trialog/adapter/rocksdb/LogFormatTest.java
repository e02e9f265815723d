package io.trialog.adapter.rocksdb;

import static io.trialog.adapter.rocksdb.LogFolders.all;
import static io.trialog.fixtures.SampleEvents.metrics;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDBException;

class LogFormatTest {

    @TempDir
    private Path temporary;

    private Path folder;

    @BeforeEach
    void writeALogOfAnOlderServer() throws RocksDBException {
        folder = temporary.resolve("log");
        LogFolders.writeFormat1(folder, metrics(1, 20));
    }

    @Test
    void shouldReadAnOlderLogAndLeaveItAsItIs() throws RocksDBException {
        // when
        try (RocksEventLog log = RocksEventLog.openReadOnly(folder);
                FollowedEventLog followed = FollowedEventLog.open(folder)) {
            // then
            assertThat(all(log)).isEqualTo(metrics(1, 20));
            assertThat(all(followed)).isEqualTo(metrics(1, 20));
            assertThat(log.verify()).isEqualTo(20);
        }
        assertThat(format()).isEqualTo("1");
    }

    @Test
    void shouldContinueAnOlderLogInTheNewestFormat() throws RocksDBException {
        // given
        OptionalLong checksum;
        try (RocksEventLog log = RocksEventLog.openReadOnly(folder)) {
            checksum = log.checksum(13);
        }

        // when
        try (RocksEventLog log = RocksEventLog.open(folder, Durability.SYNC)) {
            log.append(metrics(21, 30));

            // then
            assertThat(all(log)).isEqualTo(metrics(1, 30));
            assertThat(log.checksum(13)).isPresent().isEqualTo(checksum);
            assertThat(log.verify()).isEqualTo(30);
        }
        assertThat(format()).isEqualTo("2");
    }

    private String format() throws RocksDBException {
        try (Store store = Store.openReadOnly(folder)) {
            return new String(store.db().get(store.meta(), LogFormat.FORMAT), UTF_8);
        }
    }
}
