package io.trialog.testbroker;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

/**
 * Kafka's official image in a container. Its ports are fixed ones of the host, because a broker tells clients its address,
 * and because Docker would give a container that is started again other ones.
 */
final class ContainerBroker implements BrokerRuntime {

    private static final DockerImageName IMAGE = DockerImageName.parse("apache/kafka:4.1.0");
    /** Where the image looks for settings. */
    private static final String SETTINGS = "/mnt/shared/config/server.properties";

    private final BrokerLayout layout;
    private @Nullable GenericContainer<?> container;

    ContainerBroker(BrokerLayout layout) {
        this.layout = layout;
    }

    /** Whether Docker is there; asks nobody, and so stays silent, where it cannot be. */
    static boolean isPossible() {
        boolean mayBe = System.getenv("DOCKER_HOST") != null
                || Files.exists(Path.of("/var/run/docker.sock"))
                || Files.exists(Path.of(System.getProperty("user.home"), ".docker", "run", "docker.sock"));
        return mayBe && DockerClientFactory.instance().isDockerAvailable();
    }

    static String host() {
        return DockerClientFactory.instance().dockerHostIpAddress();
    }

    @Override
    public void start() {
        GenericContainer<?> existing = container;
        if (existing != null) {
            existing.getDockerClient()
                    .startContainerCmd(existing.getContainerId())
                    .exec();
            return;
        }
        GenericContainer<?> created = new GenericContainer<>(IMAGE);
        List<String> bindings = new ArrayList<>();
        for (int port : layout.ports()) {
            bindings.add(port + ":" + port);
        }
        created.setPortBindings(bindings);
        created.withEnv("CLUSTER_ID", BrokerLayout.CLUSTER_ID)
                .withCopyToContainer(Transferable.of(settings()), SETTINGS)
                .waitingFor(Wait.forLogMessage(".*Kafka Server started.*", 1))
                .start();
        container = created;
    }

    private String settings() {
        Properties properties = new Properties();
        properties.putAll(layout.properties("0.0.0.0", "/tmp/kraft-combined-logs"));
        StringWriter writer = new StringWriter();
        try {
            properties.store(writer, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return writer.toString();
    }

    @Override
    public void stop() {
        GenericContainer<?> stopping = container;
        if (stopping != null) {
            stopping.getDockerClient()
                    .stopContainerCmd(stopping.getContainerId())
                    .exec();
        }
    }

    @Override
    public void kill() {
        GenericContainer<?> killed = container;
        if (killed != null) {
            killed.getDockerClient().killContainerCmd(killed.getContainerId()).exec();
        }
    }

    @Override
    public long cpuNanos() {
        return 0;
    }

    @Override
    public String description() {
        return IMAGE + " by Docker";
    }

    @Override
    public void close() {
        GenericContainer<?> closing = container;
        if (closing != null) {
            closing.stop();
        }
    }
}
