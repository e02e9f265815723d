package io.trialog.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Points in time as people read them, in their own time zone. */
final class InstantText {

    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private InstantText() {}

    static String of(Instant instant, ZoneId zone) {
        return FORMAT.format(instant.atZone(zone));
    }
}
