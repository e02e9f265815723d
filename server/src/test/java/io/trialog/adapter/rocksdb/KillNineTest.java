package io.trialog.adapter.rocksdb;

import static io.trialog.adapter.rocksdb.LogFolders.all;
import static io.trialog.fixtures.SampleEvents.metrics;
import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.fixtures.Seed;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 at any moment loses nothing that was acknowledged, in any mode. More rounds: {@code -Dkills=N}. */
class KillNineTest {

    private static final int KILLS = Integer.getInteger("kills", 6);

    private final Random random = Seed.random(KillNineTest.class);

    @TempDir
    private Path temporary;

    @Test
    void shouldKeepWhatWasAcknowledged() throws Exception {
        Path folder = temporary.resolve("log");
        Durability[] modes = Durability.values();
        for (int kill = 0; kill < KILLS; kill++) {
            // given
            long acknowledged = appendUntilKilled(folder, modes[kill % modes.length]);

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
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AppendingProcess.class.getName(),
                        folder.toString(),
                        durability.name(),
                        Long.toString(random.nextLong()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines = process.inputReader()) {
            long acknowledged = 0;
            for (int left = 1 + random.nextInt(300); left > 0; left--) {
                acknowledged = Long.parseLong(lines.readLine());
            }
            // not process.destroyForcibly(): it may close the pipe before its last lines are read
            process.toHandle().destroyForcibly();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                // the last one may be cut, and then it is a smaller number
                acknowledged = Math.max(acknowledged, line.isEmpty() ? 0 : Long.parseLong(line));
            }
            return acknowledged;
        } finally {
            process.destroyForcibly().waitFor();
        }
    }
}
