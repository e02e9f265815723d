package io.trialog.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kafka's client has thousands of classes, and most servers never use it. */
class LazyLoadingIT {

    @TempDir
    private Path folder;

    @Test
    void shouldLoadNothingOfKafkaAtAStart() throws Exception {
        // given
        Path classes = folder.resolve("classes.txt");
        ProcessBuilder start = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:file=" + classes,
                "-jar",
                Path.of("target", "trialog.jar").toString(),
                "serve",
                "--stop-with-input",
                "--data",
                folder.resolve("data").toString(),
                "--port",
                "0");
        start.environment().put("TRIALOG_HOME", folder.resolve("home").toString());
        start.redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.txt").toFile());

        // when
        Process server = start.start();
        server.getOutputStream().close();

        // then
        assertThat(server.waitFor()).isZero();
        List<String> loaded = Files.readAllLines(classes);
        assertThat(loaded).anyMatch(line -> line.contains("io.trialog.bootstrap.TrialogServer"));
        assertThat(loaded).noneMatch(line -> line.contains("org.apache.kafka"));
    }
}
