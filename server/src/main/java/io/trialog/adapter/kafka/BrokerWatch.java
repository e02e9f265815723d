package io.trialog.adapter.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks whether brokers answer, every few seconds, and so tells of outages for all who use them: once at the beginning, once
 * at the end. Any thread.
 */
final class BrokerWatch implements AutoCloseable {

    /** How often it looks. */
    static final Duration EVERY = Duration.ofSeconds(2);

    /** How long an answer may take. */
    static final Duration PATIENCE = Duration.ofSeconds(6);

    private static final Logger LOG = LoggerFactory.getLogger(BrokerWatch.class);

    private final Connection connection;
    private final KafkaMonitor monitor;
    private final Outage outage;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "trialog-kafka-watch");
        thread.setDaemon(true);
        return thread;
    });

    private @Nullable Admin admin;
    private boolean closed;

    BrokerWatch(Connection connection, KafkaMonitor monitor) {
        this.connection = connection;
        this.monitor = monitor;
        this.outage = new Outage(
                LOG,
                "Kafka does not answer [" + connection.address()
                        + "]: %s. The server and its trials go on: trials send their"
                        + " reports over HTTP meanwhile; what is in Kafka is read, and events are sent there, when it answers",
                "Kafka answers again [" + connection.address() + "], after %s",
                System::nanoTime);
    }

    /** Begins to look. */
    void start() {
        ScheduledFuture<?> unused =
                timer.scheduleWithFixedDelay(this::look, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    Connection connection() {
        return connection;
    }

    /** Whether nobody answered when it looked last. */
    boolean isAway() {
        return outage.isOn();
    }

    /** Returns when somebody answers again, soon after; at once when nobody is away. */
    void awaitAnswer() {
        while (isAway()) {
            pause(EVERY);
        }
    }

    /** Waits, without holding up the end of this thread: that is an {@link InterruptException}. */
    static void pause(Duration length) {
        try {
            TimeUnit.MILLISECONDS.sleep(length.toMillis());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /**
     * The client for questions and orders; its answers come within {@link #PATIENCE}, or fail.
     *
     * @throws RuntimeException when none can be made now
     */
    synchronized Admin admin() {
        Admin known = admin;
        if (known == null) {
            if (closed) {
                throw new IllegalStateException("the server stops");
            }
            Map<String, Object> properties = ClientProperties.of(connection);
            properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
            properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis() - 1_000);
            known = Admin.create(properties);
            admin = known;
        }
        return known;
    }

    /** Does something short after a while, unless this is closed before. */
    void later(Duration pause, Runnable task) {
        try {
            ScheduledFuture<?> unused = timer.schedule(task, pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("closed before it could be done", e);
        }
    }

    private void look() {
        try {
            admin().describeCluster().nodes().get();
            outage.end();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | RuntimeException e) {
            outage.begin(e);
        }
        monitor.away(connection.address(), outage.isOn());
    }

    @Override
    public void close() {
        timer.shutdownNow();
        Admin closing;
        synchronized (this) {
            closed = true;
            closing = admin;
        }
        if (closing != null) {
            closing.close(Duration.ZERO);
        }
    }
}
