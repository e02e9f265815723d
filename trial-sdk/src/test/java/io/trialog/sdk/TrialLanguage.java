package io.trialog.sdk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** What a trial that reports over Kafka is written in, with which client library. */
enum TrialLanguage {
    JAVA(""),
    CONFLUENT_KAFKA("confluent_kafka"),
    KAFKA_PYTHON("kafka");

    /** Set where a missing library must not go unnoticed. */
    private static final String REQUIRED = "TRIALOG_TEST_KAFKA_LIBRARIES";

    private static final Path PYTHON = Path.of("python").toAbsolutePath();
    private static final Map<String, Optional<String>> INTERPRETERS = new ConcurrentHashMap<>();

    private final String library;

    TrialLanguage(String library) {
        this.library = library;
    }

    /** The command line of the trial with its client library; skips the test, or fails it, when there is none. */
    List<String> command(List<String> javaOptions) {
        if (this == JAVA) {
            return java(javaOptions, System.getProperty("java.class.path"));
        }
        Optional<String> interpreter = INTERPRETERS.computeIfAbsent(library, TrialLanguage::interpreterWith);
        if (interpreter.isEmpty()) {
            String missing = "no Python here can import " + library + " (expected: Debian's "
                    + (this == KAFKA_PYTHON ? "python3-kafka" : "python3-confluent-kafka") + ", or pip install)";
            if (System.getenv(REQUIRED) != null) {
                throw new AssertionError(missing);
            }
            Assumptions.abort(missing);
        }
        return List.of(interpreter.get(), PYTHON.resolve("tests/kafka_trial.py").toString());
    }

    /** The command line of the trial without any client library; in Python, {@link #environment} without one belongs to it. */
    List<String> commandWithoutLibrary() {
        if (this == JAVA) {
            String classPath = String.join(
                    ":",
                    Stream.of(System.getProperty("java.class.path").split(":"))
                            .filter(entry -> !entry.contains("kafka"))
                            .toList());
            return java(List.of(), classPath);
        }
        return List.of("python3", PYTHON.resolve("tests/kafka_trial.py").toString());
    }

    private static List<String> java(List<String> options, String classPath) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, KafkaTrial.class.getName()));
        return command;
    }

    /** Variables by which Python finds this package, and no other library than this one. */
    Map<String, String> environment(Path hiding) throws IOException {
        return this == JAVA
                ? Map.of()
                : pythonPath(hiding, this == KAFKA_PYTHON ? List.of("confluent_kafka") : List.of());
    }

    /** Variables by which Python finds this package, and no library. */
    Map<String, String> environmentWithoutLibrary(Path hiding) throws IOException {
        return this == JAVA ? Map.of() : pythonPath(hiding, List.of("confluent_kafka", "kafka"));
    }

    private static Map<String, String> pythonPath(Path hiding, List<String> hidden) throws IOException {
        for (String library : hidden) {
            Files.writeString(
                    hiding.resolve(library + ".py"), "raise ModuleNotFoundError('hidden', name='" + library + "')\n");
        }
        String given = System.getenv("PYTHONPATH");
        return Map.of(
                "PYTHONPATH",
                PYTHON + ":" + hiding + (given == null ? "" : ":" + given),
                "PYTHONDONTWRITEBYTECODE",
                "1");
    }

    /** The first Python that can import the library: the one on the path may be none of the distribution's. */
    private static Optional<String> interpreterWith(String library) {
        return Stream.of("python3", "/usr/bin/python3")
                .filter(python -> imports(python, library))
                .findFirst();
    }

    private static boolean imports(String python, String library) {
        try {
            return new ProcessBuilder(python, "-c", "import " + library)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException none) {
            return false;
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
