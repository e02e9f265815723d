package io.trialog.testbroker;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.jspecify.annotations.Nullable;

/** Where a broker listens, and the settings that follow from it: one node that is broker and controller, with KRaft. */
final class BrokerLayout {

    static final String CLUSTER_ID = "dHJpYWxvZy10ZXN0cy0wMA";
    static final int NODE_ID = 1;

    private final String host;
    private final Map<SecurityProtocol, Integer> ports;
    private final int controllerPort;
    private final BrokerOptions options;
    private final @Nullable TestCertificates certificates;

    private BrokerLayout(
            String host,
            Map<SecurityProtocol, Integer> ports,
            int controllerPort,
            BrokerOptions options,
            @Nullable TestCertificates certificates) {
        this.host = host;
        this.ports = ports;
        this.controllerPort = controllerPort;
        this.options = options;
        this.certificates = certificates;
    }

    static BrokerLayout onFreePorts(String host, BrokerOptions options, @Nullable TestCertificates certificates) {
        List<SecurityProtocol> protocols = options.secured()
                ? List.of(
                        SecurityProtocol.PLAINTEXT,
                        SecurityProtocol.SSL,
                        SecurityProtocol.SASL_PLAINTEXT,
                        SecurityProtocol.SASL_SSL)
                : List.of(SecurityProtocol.PLAINTEXT);
        List<Integer> free = FreePorts.find(protocols.size() + 1);
        Map<SecurityProtocol, Integer> ports = new EnumMap<>(SecurityProtocol.class);
        for (int i = 0; i < protocols.size(); i++) {
            ports.put(protocols.get(i), free.get(i));
        }
        return new BrokerLayout(host, ports, free.get(protocols.size()), options, certificates);
    }

    String address(SecurityProtocol protocol) {
        Integer port = ports.get(protocol);
        if (port == null) {
            throw new IllegalArgumentException("no listener for " + protocol + " (there are: " + ports.keySet() + ")");
        }
        return host + ":" + port;
    }

    List<Integer> ports() {
        return List.copyOf(ports.values());
    }

    /**
     * Returns the broker's settings.
     *
     * @param bound the address to listen at
     * @param data the folder of its data, as the broker sees it
     */
    Map<String, String> properties(String bound, String data) {
        StringJoiner listeners = new StringJoiner(",");
        StringJoiner advertised = new StringJoiner(",");
        ports.forEach((protocol, port) -> {
            listeners.add(protocol + "://" + bound + ":" + port);
            advertised.add(protocol + "://" + host + ":" + port);
        });
        listeners.add("CONTROLLER://127.0.0.1:" + controllerPort);

        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", String.valueOf(NODE_ID));
        properties.put("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort);
        properties.put("controller.listener.names", "CONTROLLER");
        properties.put("listeners", listeners.toString());
        properties.put("advertised.listeners", advertised.toString());
        properties.put("inter.broker.listener.name", "PLAINTEXT");
        properties.put(
                "listener.security.protocol.map",
                "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,SSL:SSL,SASL_PLAINTEXT:SASL_PLAINTEXT,SASL_SSL:SASL_SSL");
        properties.put("log.dirs", data);
        properties.put("auto.create.topics.enable", "false");
        properties.put("offsets.topic.num.partitions", "1");
        properties.put("offsets.topic.replication.factor", "1");
        properties.put("transaction.state.log.num.partitions", "1");
        properties.put("transaction.state.log.replication.factor", "1");
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("share.coordinator.state.topic.num.partitions", "1");
        properties.put("share.coordinator.state.topic.replication.factor", "1");
        properties.put("share.coordinator.state.topic.min.isr", "1");
        properties.put("group.initial.rebalance.delay.ms", "0");
        // quick starts, stops and starts after a kill
        properties.put("controller.quorum.election.timeout.ms", "200");
        properties.put("controller.quorum.election.backoff.max.ms", "100");
        properties.put("broker.heartbeat.interval.ms", "100");
        properties.put("broker.session.timeout.ms", "4000");
        properties.put("log.cleaner.dedupe.buffer.size", String.valueOf(4 * 1024 * 1024)); // of 128 MB
        if (certificates != null) {
            secure(properties, certificates);
        }
        properties.putAll(options.properties());
        return properties;
    }

    private static void secure(Map<String, String> properties, TestCertificates certificates) {
        properties.put("ssl.keystore.type", "PEM");
        properties.put("ssl.keystore.certificate.chain", certificates.serverCertificateText());
        properties.put("ssl.keystore.key", certificates.serverKeyText());
        properties.put("ssl.truststore.type", "PEM");
        properties.put("ssl.truststore.certificates", certificates.authorityText());
        properties.put("ssl.client.auth", "requested");
        properties.put("sasl.enabled.mechanisms", "PLAIN,SCRAM-SHA-256,SCRAM-SHA-512");
        for (String listener : List.of("sasl_plaintext", "sasl_ssl")) {
            properties.put(
                    "listener.name." + listener + ".plain.sasl.jaas.config",
                    "org.apache.kafka.common.security.plain.PlainLoginModule required user_" + TestBroker.USERNAME
                            + "=\"" + TestBroker.PASSWORD + "\";");
            for (String scram : List.of("scram-sha-256", "scram-sha-512")) {
                properties.put(
                        "listener.name." + listener + "." + scram + ".sasl.jaas.config",
                        "org.apache.kafka.common.security.scram.ScramLoginModule required;");
            }
        }
    }
}
