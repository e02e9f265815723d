package io.trialog.testbroker;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/**
 * A broker as a process. {@code BrokerProcess CONFIGURATION DATA} runs one from a file of settings; without arguments it
 * starts a plain {@link TestBroker} and tells where it is, {@code host:port}, in its first line on stdout. Both run until
 * their input ends, so that none outlives the test that started it.
 */
public final class BrokerProcess {

    /** The line on stdout that says that the broker has started. */
    static final String READY = "ready";

    private BrokerProcess() {}

    /** Runs until the end of the input. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length == 0) {
            try (TestBroker broker = TestBroker.startPlain()) {
                System.out.println(broker.bootstrapServers());
                awaitEndOfInput();
            }
        } else {
            EmbeddedBroker broker = new EmbeddedBroker(Path.of(arguments[1]), settings(Path.of(arguments[0])));
            broker.start();
            System.out.println(READY);
            awaitEndOfInput();
            broker.stop();
        }
        System.exit(0); // whatever threads are left
    }

    private static Map<String, String> settings(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        Map<String, String> settings = new LinkedHashMap<>();
        properties.forEach((key, value) -> settings.put((String) key, (String) value));
        return settings;
    }

    private static void awaitEndOfInput() throws IOException {
        byte[] ignored = new byte[64];
        int read;
        do {
            read = System.in.read(ignored);
        } while (read >= 0);
    }
}
