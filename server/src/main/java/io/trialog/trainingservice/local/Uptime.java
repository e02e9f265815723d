package io.trialog.trainingservice.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Time since the machine was started, in hundredths of a second: the same for all its processes, and nobody can set it. See
 * proc(5).
 */
final class Uptime {

    private static final Path FILE = Path.of("/proc/uptime");

    private Uptime() {}

    /** Now; -1 where there is no {@code /proc}. */
    static long now() {
        try {
            String text = Files.readString(FILE, StandardCharsets.ISO_8859_1);
            return Long.parseLong(text.substring(0, text.indexOf(' ')).replace(".", ""));
        } catch (IOException | RuntimeException e) {
            return -1;
        }
    }

    /** The time from one uptime to another. */
    static Duration between(long start, long end) {
        return Duration.ofMillis(10 * (end - start));
    }
}
