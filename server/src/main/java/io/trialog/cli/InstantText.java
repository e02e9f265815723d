package io.trialog.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Points in time as people read them, in their own time zone. */
final class InstantText {

    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT);

    private InstantText() {}

    /** To the minute. */
    static String of(Instant instant, ZoneId zone) {
        return FORMAT.format(instant.atZone(zone));
    }

    static String toSeconds(Instant instant, ZoneId zone) {
        return SECONDS.format(instant.atZone(zone));
    }

    static String toMillis(Instant instant, ZoneId zone) {
        return MILLIS.format(instant.atZone(zone));
    }
}
