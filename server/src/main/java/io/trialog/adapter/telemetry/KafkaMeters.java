package io.trialog.adapter.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.trialog.adapter.kafka.KafkaMonitor;
import io.trialog.adapter.kafka.PoisonKind;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what goes over Kafka. Topics, partitions and brokers are few: those of configurations. */
final class KafkaMeters implements KafkaMonitor {

    private static final String TOPIC = "topic";

    private final MeterRegistry registry;
    private final Map<String, AtomicLong> gauges = new ConcurrentHashMap<>();

    KafkaMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void read(String topic, int records) {
        count("trialog.kafka.records", "Records read", Tags.of(TOPIC, topic), records);
    }

    @Override
    public void recorded(String topic, int reports) {
        count("trialog.kafka.reports", "Reports of records that are recorded", Tags.of(TOPIC, topic), reports);
    }

    @Override
    public void deadLetter(String topic, PoisonKind kind) {
        count(
                "trialog.kafka.dead.letters",
                "Records that could not be used and went to the dead letters",
                Tags.of(TOPIC, topic, "reason", kind.label()),
                1);
    }

    @Override
    public void deadLetterRefused(String topic) {
        count(
                "trialog.kafka.dead.letters.refused",
                "Records that could not be used and that the topic of dead letters did not take",
                Tags.of(TOPIC, topic),
                1);
    }

    @Override
    public void lost(String topic, long records) {
        count(
                "trialog.kafka.records.lost",
                "Records that were deleted before they were read",
                Tags.of(TOPIC, topic),
                records);
    }

    @Override
    public void lag(String topic, int partition, long records) {
        gauge(
                "trialog.kafka.lag.records",
                "Records of a partition that wait to be read",
                Tags.of(TOPIC, topic, "partition", Integer.toString(partition)),
                records);
    }

    @Override
    public void fed(String topic, int events) {
        count("trialog.kafka.feed.events", "Events sent and acknowledged", Tags.of(TOPIC, topic), events);
    }

    @Override
    public void feedLag(String topic, long positions) {
        gauge(
                "trialog.kafka.feed.lag.positions",
                "Positions of the log that an event feed has still to look at",
                Tags.of(TOPIC, topic),
                positions);
    }

    @Override
    public void away(String servers, boolean isAway) {
        gauge("trialog.kafka.away", "1 while no broker answers", Tags.of("brokers", servers), isAway ? 1 : 0);
    }

    private void count(String name, String description, Tags tags, long more) {
        Counter.builder(name)
                .description(description)
                .tags(tags)
                .register(registry)
                .increment((double) more);
    }

    private void gauge(String name, String description, Tags tags, long value) {
        gauges.computeIfAbsent(name + tags, key -> {
                    AtomicLong shown = new AtomicLong();
                    Gauge.builder(name, shown::get)
                            .description(description)
                            .tags(tags)
                            .register(registry);
                    return shown;
                })
                .set(value);
    }
}
