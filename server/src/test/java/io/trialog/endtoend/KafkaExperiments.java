package io.trialog.endtoend;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import io.trialog.testbroker.TestBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** What tests need whose Python trials report over Kafka: topics of their own, and a Python that has a client library. */
final class KafkaExperiments {

    /** Set where a missing library must not go unnoticed. */
    private static final String REQUIRED = "TRIALOG_TEST_KAFKA_LIBRARIES";

    private static final int PARTITIONS = 3;

    private final TestBroker broker;
    private final String name;

    /** @param name what the topics' names begin with */
    KafkaExperiments(TestBroker broker, String name) {
        this.broker = broker;
        this.name = name;
    }

    /** The settings that have trials report to topics of this name. */
    String settings() {
        return """
                metricTransport: kafka
                kafka:
                  bootstrapServers: %s
                  reportTopic: %s
                  deadLetterTopic: %s
                  partitions: %d
                """.formatted(broker.bootstrapServers(), reportTopic(), deadLetterTopic(), PARTITIONS);
    }

    String reportTopic() {
        return name + "-reports";
    }

    String deadLetterTopic() {
        return name + "-dead";
    }

    /** Waits until the server has made the topic for reports: before that, trials report over HTTP. */
    void awaitTopic() {
        Experiments.awaitThat(() -> exists(reportTopic()));
    }

    private boolean exists(String topic) {
        try (Admin admin = broker.admin()) {
            return admin.listTopics().names().get().contains(topic);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** How many records a topic holds; 0 when it is not there. */
    long records(String topic) {
        if (!exists(topic)) {
            return 0;
        }
        try (Admin admin = broker.admin()) {
            Map<TopicPartition, OffsetSpec> all = Stream.iterate(0, partition -> partition + 1)
                    .limit(admin.describeTopics(List.of(topic))
                            .allTopicNames()
                            .get()
                            .get(topic)
                            .partitions()
                            .size())
                    .collect(Collectors.toMap(
                            partition -> new TopicPartition(topic, partition), partition -> OffsetSpec.latest()));
            return admin.listOffsets(all).all().get().values().stream()
                    .mapToLong(end -> end.offset())
                    .sum();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** How many of the recorded reports came over Kafka. */
    static long reportsOverKafka(RecordedLog log) {
        return log.lines().stream()
                .filter(line -> line.path("type").asText().equals("metric.reported"))
                .map(line -> line.path("cause"))
                .map(JsonNode::asText)
                .filter("ConsumeReports"::equals)
                .count();
    }

    /** Lets the trials of a workplace run in a Python that has one of the client libraries; skips the test when there is none. */
    static void installPython(Workplace workplace, Path folder) {
        Optional<String> python = Stream.of("python3", "/usr/bin/python3")
                .filter(KafkaExperiments::hasLibrary)
                .findFirst();
        if (python.isEmpty()) {
            String missing =
                    "no Python here has a client library of Kafka (expected: Debian's python3-confluent-kafka or"
                            + " python3-kafka, or pip install)";
            if (System.getenv(REQUIRED) != null) {
                fail(missing);
            }
            abort(missing);
        } else if (python.get().startsWith("/")) {
            try {
                Path programs = Files.createDirectory(folder.resolve("programs"));
                Files.createSymbolicLink(programs.resolve("python3"), Path.of(python.get()));
                workplace.install(programs);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static boolean hasLibrary(String python) {
        return Stream.of("confluent_kafka", "kafka").anyMatch(library -> succeeds(python, "-c", "import " + library));
    }

    private static boolean succeeds(String... command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException none) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
