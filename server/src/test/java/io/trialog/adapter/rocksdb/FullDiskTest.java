package io.trialog.adapter.rocksdb;

import static io.trialog.adapter.rocksdb.LogFolders.all;
import static io.trialog.fixtures.SampleEvents.metrics;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A write that fails half-way, as on a full disk: here by a limit on the size of files. */
@DisabledOnOs(OS.WINDOWS)
class FullDiskTest {

    private static final int LIMIT_KIB = 40 * 1024;

    @TempDir
    private Path temporary;

    @Test
    void shouldBeUnusableAfterAFailedAppendAndLoseNothingAcknowledged() throws Exception {
        // given
        Path folder = temporary.resolve("log");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        "bash",
                        "-c",
                        "ulimit -c 0 -f " + LIMIT_KIB + "; exec \"$@\"",
                        "bash",
                        java,
                        "-Xmx600m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:-UsePerfData",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FullDiskProcess.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();

        // when
        List<String> told;
        try (var lines = process.inputReader()) {
            told = lines.lines().toList();
        }

        // then
        assertThat(process.waitFor()).isZero();
        assertThat(told).hasSize(4);
        assertThat(told.get(0)).startsWith("event log " + folder + ": cannot append positions 11 to 11: ");
        assertThat(told.get(1)).isEqualTo("unusable since it failed: " + told.get(0));
        assertThat(told.get(2)).isEqualTo("unusable since it failed: " + told.get(0));
        assertThat(told.get(3)).isEqualTo("last: 10");
        try (RocksEventLog log = RocksEventLog.open(folder, Durability.SYNC)) {
            assertThat(all(log)).isEqualTo(metrics(1, 10));
            log.append(metrics(11, 12));
            assertThat(log.verify()).isEqualTo(12);
        }
    }
}
