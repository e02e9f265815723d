package io.trialog.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads points in time as people type them, seen from a moment and a time zone. */
final class TimeReader {

    static final String EXPECTATION = "a time such as 2026-11-27T10:00:00Z, 2026-11-27T10:00, 2026-11-27 or 10:00, "
            + "or how long ago, such as 90s, 10m, 2h or 1d12h";

    private static final Pattern AGO =
            Pattern.compile("(?=.)(?:([0-9]{1,6})d)?(?:([0-9]{1,6})h)?(?:([0-9]{1,6})m)?(?:([0-9]{1,9})s)?");

    private final Instant now;
    private final ZoneId zone;
    private final List<Function<String, Instant>> forms =
            List.of(this::withOffset, this::withoutOffset, this::day, this::timeOfDay);

    TimeReader(Instant now, ZoneId zone) {
        this.now = now;
        this.zone = zone;
    }

    /** The point in time; empty when this is none. */
    Optional<Instant> read(String text) {
        Matcher ago = AGO.matcher(text);
        if (ago.matches()) {
            return Optional.of(now.minus(Duration.ofDays(number(ago, 1))
                    .plusHours(number(ago, 2))
                    .plusMinutes(number(ago, 3))
                    .plusSeconds(number(ago, 4))));
        }
        for (Function<String, Instant> form : forms) {
            try {
                return Optional.of(form.apply(text.replace(' ', 'T')));
            } catch (DateTimeParseException e) {
                // another form, perhaps
            }
        }
        return Optional.empty();
    }

    private Instant withOffset(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }

    private Instant withoutOffset(String text) {
        return LocalDateTime.parse(text).atZone(zone).toInstant();
    }

    private Instant day(String text) {
        return LocalDate.parse(text).atStartOfDay(zone).toInstant();
    }

    /** The last time that it was so late: the log has no future. */
    private Instant timeOfDay(String text) {
        LocalTime time = LocalTime.parse(text);
        ZonedDateTime today = now.atZone(zone).with(time);
        return (today.toInstant().isAfter(now) ? today.minusDays(1) : today).toInstant();
    }

    private static long number(Matcher matcher, int group) {
        String digits = matcher.group(group);
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
