package io.trialog.experiment;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as configurations write them: {@code 1.5h}, {@code 90s}, or a whole number of seconds. */
final class DurationText {

    /** What is accepted, for error messages. */
    static final String EXPECTATION = "a duration > 0 such as 90s, 10m, 1.5h or 2d";

    private static final Pattern SHAPE = Pattern.compile("([0-9]{1,12}(?:\\.[0-9]{0,12})?|\\.[0-9]{1,12})\\s*([dhms])");
    private static final Map<String, Long> SECONDS = Map.of("d", 86_400L, "h", 3_600L, "m", 60L, "s", 1L);

    private DurationText() {}

    /** The duration in whole seconds, rounded up; empty when the text is none, or not above zero. */
    static Optional<Duration> parse(String text) {
        Matcher matcher = SHAPE.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        BigDecimal unit = BigDecimal.valueOf(SECONDS.getOrDefault(matcher.group(2), 1L));
        // decimal arithmetic: in binary, 0.01d could come out as 864.0000000001 s and be rounded up to 865
        long seconds = new BigDecimal(matcher.group(1))
                .multiply(unit)
                .setScale(0, RoundingMode.CEILING)
                .longValueExact();
        return ofSeconds(seconds);
    }

    /** The duration; empty unless above zero. */
    static Optional<Duration> ofSeconds(long seconds) {
        return seconds > 0 ? Optional.of(Duration.ofSeconds(seconds)) : Optional.empty();
    }

    /** What to write instead of a text that was refused, or nothing. */
    static String hint(String text) {
        String bare = text.strip();
        return bare.matches("[0-9]*\\.?[0-9]+") ? "; with a unit: \"" + bare + "s\"" : "";
    }
}
