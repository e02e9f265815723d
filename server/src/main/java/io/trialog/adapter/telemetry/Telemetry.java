package io.trialog.adapter.telemetry;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.trialog.adapter.kafka.KafkaMonitor;
import io.trialog.engine.CommitListener;
import io.trialog.engine.Engine;
import io.trialog.port.GuestThread;
import io.trialog.projection.ExperimentBoard;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What is measured of one server. Its parts tell here what they do, and know nothing of each other nor of Micrometer; {@link
 * #scrape} tells it to Prometheus. No label holds an experiment, a trial or anything else that grows without end. Any thread.
 */
public final class Telemetry implements AutoCloseable {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final EngineMeters engine = new EngineMeters(registry);
    private final EventMeters events = new EventMeters(registry);
    private final KafkaMeters kafka = new KafkaMeters(registry);
    private final RequestMeters requests = new RequestMeters(registry);
    private final Timer fsync = Timer.builder("trialog.log.fsync")
            .description("Writes to the log that waited for fsync")
            .serviceLevelObjectives(
                    Duration.ofNanos(500_000),
                    Duration.ofMillis(1),
                    Duration.ofMillis(2),
                    Duration.ofMillis(5),
                    Duration.ofMillis(10),
                    Duration.ofMillis(25),
                    Duration.ofMillis(100),
                    Duration.ofMillis(500))
            .register(registry);
    private volatile @Nullable BoardMeters board;
    private @Nullable JvmMeters jvm;

    /** Measures an engine's commands, batches and queue. */
    public void watch(Engine watched) {
        watched.monitor(engine);
        Gauge.builder("trialog.engine.waiting.commands", watched::waiting)
                .description("Commands that wait for the engine")
                .register(registry);
    }

    /** Counts experiments and trials when it is asked for them. */
    public void watch(ExperimentBoard watched) {
        board = new BoardMeters(watched, registry);
    }

    /** Shows how many event streams are open. */
    public void watchStreams(IntSupplier open) {
        Gauge.builder("trialog.http.streams", open::getAsInt)
                .description("Open event streams")
                .register(registry);
    }

    /** Counts what goes over Kafka. */
    public KafkaMonitor kafka() {
        return kafka;
    }

    /** Counts the events that it hears of. */
    public CommitListener events() {
        return events;
    }

    /**
     * Guest threads whose calls are timed.
     *
     * @param threads where they come from
     * @param names what configurations call the factory that a thread is for
     */
    public GuestThread.Source timed(GuestThread.Source threads, Function<Object, String> names) {
        return new TimedGuestThreads(threads, names, registry);
    }

    /** A write to the log waited so long for fsync. */
    public void synced(long nanos) {
        fsync.record(nanos, TimeUnit.NANOSECONDS);
    }

    /**
     * A request was answered.
     *
     * @param route the address as it is described, with names in braces for what varies
     */
    public void answered(String method, String route, int status, long nanos) {
        requests.answered(method, route, status, nanos);
    }

    /** All that is measured, in Prometheus' text format 0.0.4. Takes milliseconds; not for threads in a hurry. */
    public synchronized String scrape() {
        if (jvm == null) {
            jvm = new JvmMeters(registry); // only now: it takes a while to load, and many servers are never asked
        }
        BoardMeters shown = board;
        if (shown != null) {
            shown.look();
        }
        return registry.scrape();
    }

    @Override
    public synchronized void close() {
        if (jvm != null) {
            jvm.close();
        }
        registry.close();
    }
}
