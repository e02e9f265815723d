package io.trialog.testbroker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Kafka's own server, in a JVM of its own that ends with this one. */
final class ChildBroker implements BrokerRuntime {

    private final Path folder;
    private final Path data;
    private final Map<String, String> settings;
    private @Nullable Process process;

    /**
     * @param folder for its files of settings and log
     * @param data the folder of its data
     * @param settings the broker's settings, which name that folder
     */
    ChildBroker(Path folder, Path data, Map<String, String> settings) {
        this.folder = folder;
        this.data = data;
        this.settings = settings;
    }

    @Override
    public void start() {
        Path configuration = folder.resolve("server.properties");
        Properties properties = new Properties();
        properties.putAll(settings);
        try {
            try (Writer writer = Files.newBufferedWriter(configuration)) {
                properties.store(writer, null);
            }
            Process started = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx1g",
                            "-cp",
                            System.getProperty("java.class.path"),
                            BrokerProcess.class.getName(),
                            configuration.toString(),
                            data.toString()))
                    .redirectError(folder.resolve("broker.log").toFile())
                    .start();
            process = started;
            awaitReady(started);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady(Process started) throws IOException {
        String line = started.inputReader(StandardCharsets.UTF_8).readLine();
        if (!BrokerProcess.READY.equals(line)) {
            started.destroyForcibly();
            throw new IllegalStateException("the broker's process does not start: "
                    + Files.readString(folder.resolve("broker.log"), StandardCharsets.UTF_8));
        }
    }

    @Override
    public void stop() {
        Process stopping = process;
        if (stopping != null) {
            try {
                stopping.getOutputStream().close(); // the end of its input is the order to stop
            } catch (IOException e) {
                stopping.destroy();
            }
            await(stopping);
        }
    }

    @Override
    public void kill() {
        Process killed = process;
        if (killed != null) {
            killed.destroyForcibly();
            await(killed);
        }
    }

    private static void await(Process ending) {
        try {
            ending.waitFor();
        } catch (InterruptedException e) {
            ending.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public long cpuNanos() {
        Process measured = process;
        return measured == null
                ? 0
                : measured.info().totalCpuDuration().map(Duration::toNanos).orElse(0L);
    }

    @Override
    public String description() {
        return "Kafka's server in a JVM of its own (no Docker)";
    }

    @Override
    public void close() {}
}
