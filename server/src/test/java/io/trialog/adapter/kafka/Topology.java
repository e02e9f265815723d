package io.trialog.adapter.kafka;

import io.trialog.testbroker.TestBroker;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** The topics of one test, which no other test has. */
final class Topology {

    private static final AtomicInteger NEXT = new AtomicInteger();

    final String reports;
    final String deadLetters;
    final String events;
    final String servers;
    final Map<String, Object> kafka = new HashMap<>();

    Topology(TestBroker broker) {
        int number = NEXT.incrementAndGet();
        this.reports = "reports-" + number;
        this.deadLetters = "dead-letters-" + number;
        this.events = "events-" + number;
        this.servers = broker.bootstrapServers();
        kafka.put("bootstrapServers", List.of(servers));
        kafka.put("reportTopic", reports);
        kafka.put("deadLetterTopic", deadLetters);
        kafka.put("eventTopic", events);
        kafka.put("partitions", 2L);
    }

    /** Makes a topic as an administrator does. */
    static void create(TestBroker broker, String name, int partitions, Map<String, String> configuration)
            throws Exception {
        try (Admin admin = broker.admin()) {
            NewTopic topic = new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(configuration);
            admin.createTopics(List.of(topic)).all().get();
        }
    }
}
