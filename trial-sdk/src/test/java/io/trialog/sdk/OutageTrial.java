package io.trialog.sdk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** The trial that {@link OutageTest} starts; the first argument says how many reports it makes, the second what it does then. */
final class OutageTrial {

    private static final String LONG_NAME = "n".repeat(60);

    private OutageTrial() {}

    public static void main(String[] arguments) throws Exception {
        int count = Integer.parseInt(arguments[0]);
        Trial trial = Trial.current();
        for (int i = 0; i < count; i++) {
            trial.reportIntermediate(Map.of("default", i, LONG_NAME, i));
            if (i == count / 2) {
                System.out.println("half");
            }
        }
        switch (arguments[1]) {
            case "end" -> trial.reportFinal(count);
            case "wait" -> {
                trial.reportFinal(count);
                System.in.transferTo(System.out);
            }
            case "go on" -> {
                Path spool = Path.of(System.getenv("TRIALOG_REPORT_SPOOL"));
                while (lines(spool) < count) {
                    Thread.sleep(10);
                }
                System.out.println("spooled");
                while (true) {
                    trial.reportIntermediate(-1);
                }
            }
            default -> throw new IllegalArgumentException(arguments[1]);
        }
    }

    private static long lines(Path file) throws IOException {
        if (!Files.exists(file)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        }
    }
}
