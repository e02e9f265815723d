package io.trialog.testbroker;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.jspecify.annotations.Nullable;

/** Kafka's own server, in this JVM. */
final class EmbeddedBroker implements BrokerRuntime {

    private final Path data;
    private final Map<String, String> properties;
    private @Nullable KafkaRaftServer server;

    /**
     * @param data the folder of its data; formatted if it is not
     * @param properties the broker's settings, which name that folder
     */
    EmbeddedBroker(Path data, Map<String, String> properties) {
        this.data = data;
        this.properties = properties;
    }

    @Override
    public void start() {
        if (!Files.exists(data.resolve("meta.properties"))) {
            format(data);
        }
        KafkaRaftServer starting = new KafkaRaftServer(new KafkaConfig(properties), Time.SYSTEM);
        starting.startup();
        server = starting;
    }

    private static void format(Path folder) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try {
            new Formatter()
                    .setNodeId(BrokerLayout.NODE_ID)
                    .setClusterId(BrokerLayout.CLUSTER_ID)
                    .addDirectory(folder.toString())
                    .setMetadataLogDirectory(folder.toString())
                    .setControllerListenerName("CONTROLLER")
                    .setPrintStream(new PrintStream(output, true, StandardCharsets.UTF_8))
                    .run();
        } catch (Exception e) {
            throw new IllegalStateException(
                    "cannot format a broker's folder: " + output.toString(StandardCharsets.UTF_8), e);
        }
    }

    @Override
    public void stop() {
        KafkaRaftServer stopping = server;
        if (stopping != null) {
            server = null;
            stopping.shutdown();
            stopping.awaitShutdown();
        }
    }

    @Override
    public void kill() {
        throw new UnsupportedOperationException("a broker in this JVM cannot be killed: start it in its own process");
    }

    @Override
    public long cpuNanos() {
        return 0;
    }

    @Override
    public String description() {
        return "Kafka's server in this JVM (no Docker)";
    }

    @Override
    public void close() {}
}
