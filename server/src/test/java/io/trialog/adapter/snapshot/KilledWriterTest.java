package io.trialog.adapter.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.fixtures.Seed;
import io.trialog.port.SnapshotHeader.Kind;
import io.trialog.port.SnapshotLine;
import io.trialog.port.SnapshotStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 while a snapshot is written leaves the one before. More rounds: {@code -Dkills=N}. */
class KilledWriterTest {

    private static final int KILLS = Integer.getInteger("kills", 4);

    private final Random random = Seed.random(KilledWriterTest.class);

    @TempDir
    private Path temporary;

    @Test
    void shouldKeepTheLastWholeSnapshot() throws Exception {
        for (int kill = 0; kill < KILLS; kill++) {
            // given
            Path folder = temporary.resolve("killed-" + kill);
            long saved = saveUntilKilled(folder);
            // when
            SnapshotStore.Found<List<SnapshotLine>> found = SnapshotFiles.in(folder)
                    .newest(Kind.STATE, SavingProcess.log(), Stream::toList)
                    .orElseThrow();
            // then
            assertThat(found.position()).isGreaterThanOrEqualTo(saved);
            assertThat(found.content())
                    .hasSize(SavingProcess.LINES)
                    .allSatisfy(line -> assertThat(line.whole("position")).isEqualTo(found.position()));
        }
    }

    private long saveUntilKilled(Path folder) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SavingProcess.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines = process.inputReader()) {
            long saved = 0;
            for (int left = 1 + random.nextInt(60); left > 0; left--) {
                saved = Long.parseLong(lines.readLine());
            }
            process.toHandle().destroyForcibly();
            return saved;
        } finally {
            process.destroyForcibly().waitFor();
        }
    }
}
