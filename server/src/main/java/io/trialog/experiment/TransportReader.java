package io.trialog.experiment;

import io.trialog.experiment.TransportSettings.EventFeed;
import io.trialog.experiment.TransportSettings.MetricTransport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads {@code metricTransport}, {@code eventFeed} and {@code kafka}. */
final class TransportReader {

    private static final List<String> KEYS = List.of(
            KafkaKeys.BOOTSTRAP_SERVERS,
            KafkaKeys.REPORT_TOPIC,
            KafkaKeys.DEAD_LETTER_TOPIC,
            KafkaKeys.EVENT_TOPIC,
            KafkaKeys.CREATE_TOPICS,
            KafkaKeys.PARTITIONS,
            KafkaKeys.REPLICATION_FACTOR,
            KafkaKeys.RETENTION,
            KafkaKeys.SECURITY);
    private static final long MAX_PARTITIONS = 10_000;
    private static final long MAX_REPLICAS = 100;
    /** Kafka's own rule. */
    private static final Pattern TOPIC = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._-]{1,249}");

    private static final Pattern SERVER = Pattern.compile("(\\[[0-9A-Fa-f:.]+\\]|[^\\s:,\\[\\]/]+):([0-9]{1,5})");
    private static final int MAX_PORT = 65_535;

    private final ConfigSection root;
    private final ConfigFiles files;
    private final ConfigProblems problems;

    TransportReader(ConfigSection root, ConfigFiles files, ConfigProblems problems) {
        this.root = root;
        this.files = files;
        this.problems = problems;
    }

    /** The settings; what is wrong goes to the problems and has its default here. */
    TransportSettings read() {
        MetricTransport metrics =
                root.word(ExperimentKeys.METRIC_TRANSPORT, MetricTransport.values(), Words::lowerCase);
        EventFeed feed = root.word(ExperimentKeys.EVENT_FEED, EventFeed.values(), Words::lowerCase);
        TransportSettings settings = new TransportSettings(
                metrics == null ? TransportSettings.DEFAULT.metrics() : metrics,
                feed == null ? TransportSettings.DEFAULT.feed() : feed,
                kafka());
        if (root.has(ExperimentKeys.KAFKA) && !settings.usesKafka()) {
            root.warning(
                    ExperimentKeys.KAFKA, "has no effect; what uses it is metricTransport: kafka or eventFeed: kafka");
        }
        return settings;
    }

    private KafkaSettings kafka() {
        KafkaSettings otherwise = KafkaSettings.DEFAULT;
        ConfigSection kafka = root.section(ExperimentKeys.KAFKA, KEYS);
        kafka.rejectUnknown(KEYS, List.of());
        Boolean create = kafka.flag(KafkaKeys.CREATE_TOPICS);
        Long partitions = kafka.integer(KafkaKeys.PARTITIONS, 1, MAX_PARTITIONS);
        Long replicas = kafka.integer(KafkaKeys.REPLICATION_FACTOR, 1, MAX_REPLICAS);
        Duration retention = kafka.duration(KafkaKeys.RETENTION);
        Map<String, String> topics = topics(kafka);
        return new KafkaSettings(
                servers(kafka),
                topics.getOrDefault(KafkaKeys.REPORT_TOPIC, otherwise.reportTopic()),
                topics.getOrDefault(KafkaKeys.DEAD_LETTER_TOPIC, otherwise.deadLetterTopic()),
                topics.getOrDefault(KafkaKeys.EVENT_TOPIC, otherwise.eventTopic()),
                create == null ? otherwise.createTopics() : create,
                partitions == null ? otherwise.partitions() : partitions.intValue(),
                replicas == null ? null : (Integer) replicas.intValue(),
                retention == null ? otherwise.retention() : retention,
                new KafkaSecurityReader(kafka, files, problems).read());
    }

    /** Dead letters in the topic of the reports would be read, refused and sent there again for ever. */
    private static Map<String, String> topics(ConfigSection kafka) {
        Map<String, String> topics = new LinkedHashMap<>();
        topics.put(KafkaKeys.REPORT_TOPIC, KafkaSettings.DEFAULT.reportTopic());
        topics.put(KafkaKeys.DEAD_LETTER_TOPIC, KafkaSettings.DEFAULT.deadLetterTopic());
        topics.put(KafkaKeys.EVENT_TOPIC, KafkaSettings.DEFAULT.eventTopic());
        for (String key : List.copyOf(topics.keySet())) {
            String written = kafka.text(key);
            if (written != null && !TOPIC.matcher(written).matches()) {
                kafka.problem(
                        key,
                        "\"" + Shown.shorten(written)
                                + "\" (expected: 1 to 249 letters, digits, '.', '_' and '-', not '.' or '..')");
            } else if (written != null) {
                topics.put(key, written);
            }
        }
        Map<String, String> users = new LinkedHashMap<>();
        topics.forEach((key, topic) -> {
            String other = users.putIfAbsent(topic, key);
            if (other != null) {
                String given = kafka.has(key) ? key : other;
                kafka.problem(
                        given,
                        "\"" + topic + "\", as is " + (given.equals(key) ? other : key)
                                + " (expected: different topics)");
            }
        });
        return topics;
    }

    private static List<String> servers(ConfigSection kafka) {
        ConfigNode written = kafka.find(KafkaKeys.BOOTSTRAP_SERVERS);
        if (written == null) {
            return KafkaSettings.DEFAULT.bootstrapServers();
        }
        List<ConfigNode> items = written instanceof ConfigNode.Sequence sequence ? sequence.items() : List.of(written);
        List<String> servers = new ArrayList<>();
        for (ConfigNode item : items) {
            List<String> texts = item.plain() instanceof String text
                    ? Stream.of(text.split(",", -1)).map(String::strip).toList()
                    : List.of();
            if (!texts.isEmpty() && texts.stream().allMatch(TransportReader::isServer)) {
                servers.addAll(texts);
            } else {
                kafka.problem(
                        KafkaKeys.BOOTSTRAP_SERVERS,
                        Shown.of(item) + " (expected: host:port, several as a list or with commas)");
            }
        }
        if (items.isEmpty()) {
            kafka.problem(KafkaKeys.BOOTSTRAP_SERVERS, "none (expected: one or more, as host:port)");
        }
        return servers.isEmpty()
                ? KafkaSettings.DEFAULT.bootstrapServers()
                : servers.stream().distinct().toList();
    }

    private static boolean isServer(String text) {
        Matcher matcher = SERVER.matcher(text);
        if (!matcher.matches()) {
            return false;
        }
        int port = Integer.parseInt(matcher.group(2));
        return port >= 1 && port <= MAX_PORT;
    }
}
