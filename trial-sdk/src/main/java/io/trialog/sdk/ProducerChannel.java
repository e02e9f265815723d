package io.trialog.sdk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Sends by Kafka's own client; the only class that needs it. */
final class ProducerChannel implements KafkaChannel {

    /** Less than a delivery waits, so that the client's reason is heard. */
    private static final Duration METADATA_TIMEOUT = Duration.ofSeconds(8);

    private static final Duration LIFETIME = Duration.ofSeconds(30);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);

    private final String topic;
    private final List<Header> headers;
    private final Producer<byte[], byte[]> producer;

    private ProducerChannel(KafkaSettings settings) throws IOException {
        topic = settings.topic();
        headers = settings.server() == null
                ? List.of()
                : List.of(new RecordHeader("server", settings.server().getBytes(StandardCharsets.UTF_8)));
        producer = new KafkaProducer<>(configuration(settings), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /**
     * Opens a channel. Loads Kafka's client, which takes a good part of a second the first time.
     *
     * @throws KafkaFailure if it does not take the settings
     * @throws LinkageError if it is not on the class path, or too old
     */
    static KafkaChannel open(KafkaSettings settings) throws KafkaFailure {
        KafkaClientLog.silence();
        try {
            return new ProducerChannel(settings);
        } catch (KafkaException refused) {
            throw KafkaFailure.forNow(reason(refused));
        } catch (IOException unreadable) {
            throw KafkaFailure.forNow(unreadable.toString());
        }
    }

    private static Map<String, Object> configuration(KafkaSettings settings) throws IOException {
        KafkaSecurity security = settings.security();
        Map<String, Object> configuration = new HashMap<>(Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                settings.bootstrapServers(),
                ProducerConfig.CLIENT_ID_CONFIG,
                "trialog",
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                ProducerConfig.LINGER_MS_CONFIG,
                0,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                METADATA_TIMEOUT.toMillis(),
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                (int) REQUEST_TIMEOUT.toMillis(),
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                (int) LIFETIME.toMillis(),
                ProducerConfig.METRIC_REPORTER_CLASSES_CONFIG,
                "", // nobody reads them
                ProducerConfig.ENABLE_METRICS_PUSH_CONFIG,
                false));
        configuration.put("security.protocol", security.protocol());
        if (security.usesSasl()) {
            configuration.put(SaslConfigs.SASL_MECHANISM, security.saslMechanism());
            configuration.put(SaslConfigs.SASL_JAAS_CONFIG, login(security));
        }
        if (security.usesTls()) {
            putPem(
                    configuration,
                    SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG,
                    SslConfigs.SSL_TRUSTSTORE_CERTIFICATES_CONFIG,
                    security.caFile());
            putPem(
                    configuration,
                    SslConfigs.SSL_KEYSTORE_TYPE_CONFIG,
                    SslConfigs.SSL_KEYSTORE_CERTIFICATE_CHAIN_CONFIG,
                    security.certificateFile());
            putPem(
                    configuration,
                    SslConfigs.SSL_KEYSTORE_TYPE_CONFIG,
                    SslConfigs.SSL_KEYSTORE_KEY_CONFIG,
                    security.keyFile());
        }
        return configuration;
    }

    private static void putPem(Map<String, Object> configuration, String type, String content, @Nullable String file)
            throws IOException {
        if (file != null) {
            configuration.put(type, "PEM");
            configuration.put(content, Files.readString(Path.of(file)));
        }
    }

    private static String login(KafkaSecurity security) throws IOException {
        String module = security.saslMechanism().equals("PLAIN") ? "plain.PlainLoginModule" : "scram.ScramLoginModule";
        return "org.apache.kafka.common.security." + module + " required username=" + quoted(security.username())
                + " password=" + quoted(security.password()) + ";";
    }

    private static String quoted(@Nullable String text) {
        return text == null ? "\"\"" : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    @Override
    public void send(byte[] key, byte[] value) throws KafkaFailure, InterruptedException {
        try {
            producer.send(new ProducerRecord<>(topic, null, null, key, value, headers))
                    .get();
        } catch (ExecutionException failed) {
            throw failure(failed.getCause() == null ? failed : failed.getCause());
        } catch (InterruptException interrupted) {
            throw new InterruptedException();
        } catch (KafkaException failed) {
            throw failure(failed);
        }
    }

    private static KafkaFailure failure(Throwable cause) {
        return cause instanceof RecordTooLargeException
                ? KafkaFailure.tooLarge(reason(cause))
                : KafkaFailure.forNow(reason(cause));
    }

    /** The innermost message says what is wrong; those around it that a producer could not be made. */
    private static String reason(Throwable failure) {
        Throwable innermost = failure;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        return innermost.getMessage() == null ? innermost.toString() : innermost.getMessage();
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
