package io.trialog.adapter.rocksdb;

import static io.trialog.fixtures.SampleEvents.metrics;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.fixtures.Seed;
import io.trialog.port.EventLogException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WalCheckTest {

    @TempDir
    private Path temporary;

    private Path wal;
    private byte[] whole;

    /** A log of several blocks, with records of many sizes, some of them in parts. */
    @BeforeEach
    void writeALog() throws IOException {
        Random random = Seed.random(WalCheckTest.class);
        Path original = temporary.resolve("original");
        try (RocksEventLog log = RocksEventLog.open(original, Durability.OS)) {
            while (log.lastPosition() < 1_500) {
                int events = random.nextInt(20) == 0 ? 250 : 1 + random.nextInt(5);
                log.append(metrics(log.lastPosition() + 1, log.lastPosition() + events));
            }
            whole = Files.readAllBytes(LogFolders.only(original, ".log"));
        }
        wal = temporary.resolve("000007.log");
    }

    @Test
    void shouldPassAWholeLog() throws IOException {
        Files.write(wal, whole);

        assertThatCode(() -> WalCheck.requireIntact(temporary)).doesNotThrowAnyException();
    }

    @Test
    void shouldPassALogThatEndsAnywhere() throws IOException {
        for (int length = whole.length - 1; length >= 0; length -= 1 + length % 61) {
            Files.write(wal, Arrays.copyOf(whole, length));

            assertThatCode(() -> WalCheck.requireIntact(temporary))
                    .as("%d of %d bytes", length, whole.length)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void shouldPassSpaceThatWasNeverWritten() throws IOException {
        Files.write(wal, Arrays.copyOf(whole, whole.length + 100_000));

        assertThatCode(() -> WalCheck.requireIntact(temporary)).doesNotThrowAnyException();
    }

    @Test
    void shouldRefuseZerosInTheMiddle() throws IOException {
        byte[] zeroed = whole.clone();
        Arrays.fill(zeroed, 32 * 1024, 64 * 1024, (byte) 0);
        Files.write(wal, zeroed);

        assertThatThrownBy(() -> WalCheck.requireIntact(temporary))
                .isInstanceOf(EventLogException.class)
                .hasMessage(
                        "event log " + temporary
                                + ": cannot open: 000007.log is damaged at byte 65536: zeros (expected: a record, as more follows)");
    }

    @Test
    void shouldPassAFolderThatIsNotThere() {
        assertThatCode(() -> WalCheck.requireIntact(temporary.resolve("new"))).doesNotThrowAnyException();
    }
}
