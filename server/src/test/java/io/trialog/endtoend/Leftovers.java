package io.trialog.endtoend;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What may be left of servers and trials: processes whose command line or environment mentions their data directory. */
final class Leftovers {

    private static final Path PROC = Path.of("/proc");

    private Leftovers() {}

    /** Waits until none is left; the dead wait a moment for the system to take them away. */
    static void awaitNoneOf(Path data) {
        await().atMost(TrialogProcess.PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> {
                    List<String> left = of(data);
                    if (!left.isEmpty()) {
                        throw new AssertionError("left behind: " + left);
                    }
                });
    }

    private static List<String> of(Path data) {
        try (Stream<Path> processes = Files.list(PROC)) {
            return processes
                    .filter(process -> process.getFileName().toString().matches("\\d+"))
                    .filter(process -> (text(process.resolve("cmdline")) + text(process.resolve("environ")))
                            .contains(data.toString()))
                    .map(process -> process.getFileName() + " " + text(process.resolve("cmdline")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).replace('\0', ' ');
        } catch (IOException e) {
            return ""; // it has ended meanwhile, or belongs to somebody else
        }
    }
}
