package io.trialog.spi.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what other processes do, of which nobody notifies us. */
final class Eventually {

    private static final Duration PAUSE = Duration.ofMillis(10);

    private Eventually() {}

    /** Waits until a condition holds, and fails with {@code lesson} when it does not within {@code patience}. */
    static void holds(String lesson, Duration patience, BooleanSupplier condition) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(lesson + " [waited " + patience.toSeconds() + " s]");
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** The text of a file without its last line break, once the file exists and ends with one. */
    static String line(Path file, String lesson, Duration patience) {
        holds(lesson, patience, () -> Files.exists(file) && read(file).endsWith("\n"));
        String text = read(file);
        return text.substring(0, text.length() - 1);
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
