package io.trialog.experiment;

import io.trialog.experiment.KafkaSecurity.Protocol;
import io.trialog.experiment.KafkaSecurity.SaslMechanism;
import io.trialog.experiment.KeyDescription.Kind;

/** The keys under {@code kafka}: their names and their descriptions. */
final class KafkaKeys {

    static final String BOOTSTRAP_SERVERS = "bootstrapServers";
    static final String REPORT_TOPIC = "reportTopic";
    static final String DEAD_LETTER_TOPIC = "deadLetterTopic";
    static final String EVENT_TOPIC = "eventTopic";
    static final String CREATE_TOPICS = "createTopics";
    static final String PARTITIONS = "partitions";
    static final String REPLICATION_FACTOR = "replicationFactor";
    static final String RETENTION = "retention";
    static final String SECURITY = "security";
    static final String PROTOCOL = "protocol";
    static final String SASL_MECHANISM = "saslMechanism";
    static final String USERNAME = "username";
    static final String PASSWORD_FILE = "passwordFile";
    static final String PASSWORD_ENVIRONMENT = "passwordEnvironment";
    static final String CA_FILE = "caFile";
    static final String CERTIFICATE_FILE = "certificateFile";
    static final String KEY_FILE = "keyFile";

    private static final String TOPIC_RANGE = "letters, digits, '.', '_' and '-'";

    private KafkaKeys() {}

    static KeyDescription describe(String name) {
        return KeyDescription.of(
                        name, Kind.MAPPING, "how Kafka is reached, where metricTransport or eventFeed is kafka")
                .orElse("as its keys say")
                .like("{bootstrapServers: \"broker1:9092,broker2:9092\"}")
                .ours()
                .holding(
                        KeyDescription.of(
                                        BOOTSTRAP_SERVERS,
                                        Kind.TEXTS,
                                        "brokers to begin with, as host:port; trials have to reach them, too")
                                .in("a list, or one string with commas")
                                .defaultsTo("localhost:9092")
                                .like("[\"broker1:9092\", \"broker2:9092\"]")
                                .ours(),
                        topic(
                                REPORT_TOPIC,
                                "the topic to which trials send their reports; servers may share it",
                                KafkaSettings.DEFAULT.reportTopic()),
                        topic(
                                DEAD_LETTER_TOPIC,
                                "the topic to which records go that are no reports of a known attempt, with the reason as a"
                                        + " header",
                                KafkaSettings.DEFAULT.deadLetterTopic()),
                        topic(
                                EVENT_TOPIC,
                                "the topic to which eventFeed sends the experiment's events",
                                KafkaSettings.DEFAULT.eventTopic()),
                        KeyDescription.of(CREATE_TOPICS, Kind.FLAG, "whether topics are made that are not there")
                                .defaultsTo(KafkaSettings.DEFAULT.createTopics())
                                .like("false")
                                .ours(),
                        KeyDescription.of(PARTITIONS, Kind.INTEGER, "of topics that are made")
                                .in("1 to 10000")
                                .defaultsTo((long) KafkaSettings.DEFAULT.partitions())
                                .like("32")
                                .ours(),
                        KeyDescription.of(REPLICATION_FACTOR, Kind.INTEGER, "of topics that are made")
                                .in("1 to 100")
                                .orElse("the broker's default")
                                .like("3")
                                .ours(),
                        KeyDescription.of(
                                        RETENTION,
                                        Kind.DURATION,
                                        "how long topics that are made keep records; a server that is away for longer loses reports")
                                .in("> 0")
                                .defaultsTo("7d")
                                .like("30d")
                                .ours(),
                        security());
    }

    private static KeyDescription topic(String name, String meaning, String otherwise) {
        return KeyDescription.of(name, Kind.TEXT, meaning)
                .in(TOPIC_RANGE)
                .defaultsTo(otherwise)
                .like(otherwise)
                .ours();
    }

    private static KeyDescription security() {
        return KeyDescription.of(
                        SECURITY,
                        Kind.MAPPING,
                        "how to connect; the same for the server and its trials, which read files and variables themselves")
                .orElse("no encryption, no password")
                .like(
                        "{protocol: SASL_SSL, saslMechanism: SCRAM-SHA-512, username: trials, passwordFile: secrets/kafka}")
                .ours()
                .holding(
                        KeyDescription.word(
                                        PROTOCOL,
                                        "what connections are secured by; SSL is TLS, SASL is a password",
                                        Words.all(Protocol.values(), Enum::name))
                                .defaultsTo(Protocol.PLAINTEXT.name())
                                .like("SASL_SSL")
                                .ours(),
                        KeyDescription.word(
                                        SASL_MECHANISM,
                                        "how the password is shown to brokers; wants a protocol with SASL",
                                        Words.all(SaslMechanism.values(), SaslMechanism::text))
                                .orElse("must be given with SASL")
                                .like("SCRAM-SHA-512")
                                .ours(),
                        KeyDescription.of(USERNAME, Kind.TEXT, "whose password it is")
                                .orElse("must be given with SASL")
                                .like("trials")
                                .ours(),
                        KeyDescription.of(
                                        PASSWORD_FILE,
                                        Kind.PATH,
                                        "the file whose first line is the password; a password itself is refused, because"
                                                + " configurations are recorded and shown")
                                .orElse("passwordEnvironment")
                                .like("secrets/kafka")
                                .ours(),
                        KeyDescription.of(
                                        PASSWORD_ENVIRONMENT,
                                        Kind.TEXT,
                                        "the environment variable that holds the password, of the server and of trials")
                                .in("instead of passwordFile")
                                .orElse("passwordFile")
                                .like("KAFKA_PASSWORD")
                                .ours(),
                        pem(CA_FILE, "certificates that brokers are to be signed by", "what the system trusts"),
                        pem(CERTIFICATE_FILE, "the client's certificate with its chain", "clients show no certificate"),
                        pem(KEY_FILE, "the private key of certificateFile, not encrypted", "it is in certificateFile"));
    }

    private static KeyDescription pem(String name, String meaning, String otherwise) {
        return KeyDescription.of(name, Kind.PATH, meaning)
                .in("PEM; wants a protocol with SSL")
                .orElse(otherwise)
                .like("certificates/" + (name.equals(CA_FILE) ? "ca" : name.equals(KEY_FILE) ? "key" : "client")
                        + ".pem")
                .ours();
    }
}
