package io.trialog.adapter.kafka;

import io.trialog.experiment.KafkaSecurity;
import io.trialog.experiment.KafkaSettings;
import java.util.List;

/** Brokers, and how to connect to them. */
record Connection(List<String> servers, KafkaSecurity security) {

    static Connection of(KafkaSettings settings) {
        return new Connection(settings.bootstrapServers(), settings.security());
    }

    /** As Kafka's clients want it, and people know it: {@code h1:9092,h2:9092}. */
    String address() {
        return String.join(",", servers);
    }
}
