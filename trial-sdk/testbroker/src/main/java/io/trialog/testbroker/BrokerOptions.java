package io.trialog.testbroker;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a {@link TestBroker} should be like.
 *
 * @param ownProcess whether it runs outside this JVM, so that it can be killed and its CPU is not ours
 * @param secured whether it listens with TLS and SASL, too
 * @param properties settings of the broker that come after ours and win, by Kafka's names
 */
public record BrokerOptions(boolean ownProcess, boolean secured, Map<String, String> properties) {

    /** Copies the properties. */
    public BrokerOptions {
        properties = Map.copyOf(properties);
    }

    /** Returns the options of a plain broker: without security, in this JVM unless Docker is there. */
    public static BrokerOptions plain() {
        return new BrokerOptions(false, false, Map.of());
    }

    /** Returns these options for a broker outside this JVM; {@link TestBroker#kill} needs it. */
    public BrokerOptions inItsOwnProcess() {
        return new BrokerOptions(true, secured, properties);
    }

    /** Returns these options with listeners for TLS and SASL beside the plain one. */
    public BrokerOptions withSecurity() {
        return new BrokerOptions(ownProcess, true, properties);
    }

    /** Returns these options with one more setting of the broker. */
    public BrokerOptions with(String key, String value) {
        Map<String, String> more = new LinkedHashMap<>(properties);
        more.put(key, value);
        return new BrokerOptions(ownProcess, secured, more);
    }
}
