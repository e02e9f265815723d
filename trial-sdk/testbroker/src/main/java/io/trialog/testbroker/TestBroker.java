package io.trialog.testbroker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.jspecify.annotations.Nullable;

/**
 * A real Kafka broker, for tests and benchmarks. It keeps its ports and its data over {@link #stop} and {@link #start}, so
 * that an outage is a stop and a start; {@link #close} deletes its data.
 *
 * <p>It runs in a container where Docker is there, else as Kafka's own server in this JVM or, where the options ask for it,
 * in a JVM of its own; a line on stderr says which. Topics are not made by asking for them. With
 * {@link BrokerOptions#withSecurity} it knows one user, {@link #USERNAME}, for PLAIN and SCRAM.
 *
 * <p>For one thread at a time.
 */
public final class TestBroker implements AutoCloseable {

    /** The user that SASL listeners know. */
    public static final String USERNAME = "trial";
    /** The password of {@link #USERNAME}. */
    public static final String PASSWORD = "kept-in-a-file";

    private static final int SCRAM_ITERATIONS = 4096;

    private final Path folder;
    private final BrokerLayout layout;
    private final BrokerRuntime runtime;
    private final @Nullable TestCertificates certificates;
    private boolean running;

    private TestBroker(
            Path folder, BrokerLayout layout, BrokerRuntime runtime, @Nullable TestCertificates certificates) {
        this.folder = folder;
        this.layout = layout;
        this.runtime = runtime;
        this.certificates = certificates;
    }

    /** Starts a plain broker. */
    public static TestBroker startPlain() {
        return start(BrokerOptions.plain());
    }

    /** Starts a broker; returns when it answers. */
    public static TestBroker start(BrokerOptions options) {
        boolean container = ContainerBroker.isPossible();
        String host = container ? ContainerBroker.host() : "127.0.0.1";
        Path folder;
        try {
            folder = Files.createTempDirectory("test-broker-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        TestCertificates certificates =
                options.secured() ? TestCertificates.create(folder.resolve("certificates"), host) : null;
        BrokerLayout layout = BrokerLayout.onFreePorts(host, options, certificates);
        TestBroker broker = new TestBroker(folder, layout, runtime(container, folder, layout, options), certificates);
        System.err.println("test broker: " + broker.runtime.description() + ", " + broker.bootstrapServers());
        try {
            broker.start();
            if (options.secured()) {
                broker.addScramUser();
            }
        } catch (RuntimeException | Error e) {
            broker.close();
            throw e;
        }
        return broker;
    }

    private static BrokerRuntime runtime(boolean container, Path folder, BrokerLayout layout, BrokerOptions options) {
        if (container) {
            return new ContainerBroker(layout);
        }
        Path data = folder.resolve("data");
        Map<String, String> settings = layout.properties("127.0.0.1", data.toString());
        return options.ownProcess() ? new ChildBroker(folder, data, settings) : new EmbeddedBroker(data, settings);
    }

    /** Returns where clients without security connect to, {@code host:port}. */
    public String bootstrapServers() {
        return bootstrapServers(SecurityProtocol.PLAINTEXT);
    }

    /**
     * Returns where clients with this protocol connect to, {@code host:port}.
     *
     * @throws IllegalArgumentException if the broker was started without such a listener
     */
    public String bootstrapServers(SecurityProtocol protocol) {
        return layout.address(protocol);
    }

    /** Returns the certificates of a broker with security. */
    public TestCertificates certificates() {
        if (certificates == null) {
            throw new IllegalStateException("the broker was started without security");
        }
        return certificates;
    }

    /** Returns a client for the broker's own affairs, by its plain listener; the caller closes it. */
    public Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", bootstrapServers()));
    }

    /** Starts the broker again, at the same ports with the same data; returns when it answers. Harmless when it runs. */
    public void start() {
        if (!running) {
            runtime.start();
            running = true;
            awaitAnswer();
        }
    }

    /** Stops the broker in an orderly way. Harmless when it does not run. */
    public void stop() {
        if (running) {
            running = false;
            runtime.stop();
        }
    }

    /**
     * Ends the broker without letting it finish anything, as a power failure does.
     *
     * @throws UnsupportedOperationException if it runs in this JVM
     */
    public void kill() {
        if (running) {
            runtime.kill();
            running = false;
        }
    }

    /** Stops and starts the broker. */
    public void restart() {
        stop();
        start();
    }

    /**
     * Returns the CPU time that the broker used since its start, in nanoseconds, if it runs in a process of its own on this
     * machine; otherwise 0.
     */
    public long cpuNanos() {
        return runtime.cpuNanos();
    }

    /** Stops the broker and deletes its data. */
    @Override
    public void close() {
        stop();
        runtime.close();
        FolderDeletion.delete(folder);
    }

    private void awaitAnswer() {
        try (Admin admin = admin()) {
            admin.describeCluster().nodes().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker does not answer [" + runtime.description() + "]", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the broker starts", e);
        }
    }

    private void addScramUser() {
        try (Admin admin = admin()) {
            // a request may name a user once
            for (ScramMechanism mechanism : List.of(ScramMechanism.SCRAM_SHA_256, ScramMechanism.SCRAM_SHA_512)) {
                admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                                USERNAME, new ScramCredentialInfo(mechanism, SCRAM_ITERATIONS), PASSWORD)))
                        .all()
                        .get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker refuses a user for SCRAM", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the broker starts", e);
        }
    }
}
