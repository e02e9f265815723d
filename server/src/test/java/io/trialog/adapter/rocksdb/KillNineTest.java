package io.trialog.adapter.rocksdb;

import static io.trialog.adapter.rocksdb.LogFolders.all;
import static io.trialog.fixtures.SampleEvents.metrics;
import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.fixtures.Seed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDB;
import org.rocksdb.util.Environment;

/**
 * kill -9 at any moment loses nothing that was acknowledged, in any mode: while a process appends, and while one opens what
 * another left behind. More rounds: {@code -Dkills=N}.
 */
class KillNineTest {

    private static final int KILLS = Integer.getInteger("kills", 50);
    /** Then comes a new log, as each round reads all that is in one. */
    private static final int KILLS_OF_A_LOG = 10;

    private final Random random = Seed.random(KillNineTest.class);

    @TempDir
    private Path temporary;

    /** Else each process would unpack its own, which takes a quarter of its life. */
    @BeforeEach
    void unpackTheNativeLibrary() throws IOException {
        String name = Environment.getJniLibraryFileName("rocksdb");
        try (InputStream library = RocksDB.class.getResourceAsStream("/" + name)) {
            Files.copy(library, temporary.resolve(name));
        }
    }

    @Test
    void shouldKeepWhatWasAcknowledged() throws Exception {
        Durability[] modes = Durability.values();
        for (int kill = 0; kill < KILLS; kill++) {
            // given
            Path folder = temporary.resolve("log" + kill / KILLS_OF_A_LOG);
            long acknowledged = appendUntilKilled(folder, modes[kill % modes.length]);
            if (random.nextInt(8) == 0) {
                openUntilKilled(folder);
            }

            // when
            try (RocksEventLog log = RocksEventLog.open(folder, Durability.SYNC)) {

                // then
                assertThat(log.lastPosition()).as("round %d", kill).isGreaterThanOrEqualTo(acknowledged);
                assertThat(all(log)).isEqualTo(metrics(1, log.lastPosition()));
            }
        }
    }

    /** The last position that the process printed. */
    private long appendUntilKilled(Path folder, Durability durability) throws IOException, InterruptedException {
        Process process = start(folder, durability);
        try (BufferedReader lines = process.inputReader()) {
            long acknowledged = 0;
            for (int left = 1 + random.nextInt(100); left > 0; left--) {
                acknowledged = Long.parseLong(lines.readLine());
            }
            // not process.destroyForcibly(): it may close the pipe before its last lines are read
            process.toHandle().destroyForcibly();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                // the last one may be cut, and then it is a smaller number
                acknowledged = Math.max(acknowledged, line.isEmpty() ? 0 : Long.parseLong(line));
            }
            requireKilled(process);
            return acknowledged;
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private void openUntilKilled(Path folder) throws IOException, InterruptedException {
        Process process = start(folder, Durability.SYNC);
        try {
            assertThat(process.waitFor(random.nextInt(600), TimeUnit.MILLISECONDS))
                    .isFalse();
        } finally {
            process.destroyForcibly();
        }
        requireKilled(process);
    }

    private static void requireKilled(Process process) throws InterruptedException {
        int sigkill = 9;
        assertThat(process.waitFor()).isEqualTo(128 + sigkill);
    }

    private Process start(Path folder, Durability durability) throws IOException {
        // the rest of what a JVM can do is for long lives
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-Xshare:auto",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:-UsePerfData",
                        "-Djava.library.path=" + temporary,
                        "-cp",
                        System.getProperty("java.class.path"),
                        AppendingProcess.class.getName(),
                        folder.toString(),
                        durability.name(),
                        Long.toString(random.nextLong()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
