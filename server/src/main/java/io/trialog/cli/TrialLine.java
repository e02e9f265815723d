package io.trialog.cli;

import io.trialog.event.TrialState;
import io.trialog.projection.TrialRow;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The line that tells of one ended trial. */
final class TrialLine {

    private static final int STATE_WIDTH = 15;
    private static final int VALUE_WIDTH = 12;
    private static final int GAIN_WIDTH = 13;
    private static final int GAIN_DIGITS = 3;
    private static final int DURATION_WIDTH = 10;
    private static final int MAX_REASON = 160;
    private static final int MAX_CONFIGURATION = 160;
    /** Less than this of a configuration tells nothing. */
    private static final int MIN_CONFIGURATION = 12;

    private final Style style;
    private final int columns;

    /** For lines of so many columns: the configuration is cut to what is left. */
    TrialLine(Style style, int columns) {
        this.style = style;
        this.columns = columns;
    }

    /**
     * The columns number, state, value, gain, duration, then why it failed, and the configuration.
     *
     * @param highestNumber the number in the experiment that needs the most digits
     */
    String of(TrialRow row, BestSoFar.Verdict verdict, long highestNumber) {
        String number = left("#" + row.number(), Long.toString(highestNumber).length() + 3);
        String state = left(name(row.state()), STATE_WIDTH);
        String value = left(value(row.value()), VALUE_WIDTH);
        String gain = left(gain(verdict), GAIN_WIDTH);
        String duration = right(durationText(row), DURATION_WIDTH) + "  ";
        String reason = row.reason() == null ? "" : PrintableText.of(row.reason(), MAX_REASON) + "  ";
        int used =
                number.length() + state.length() + value.length() + gain.length() + duration.length() + reason.length();
        int left = Math.min(MAX_CONFIGURATION, columns - used);
        String configuration =
                left < MIN_CONFIGURATION ? "" : PrintableText.of(ConfigurationText.line(row.configuration()), left);
        return (number
                        + paint(row.state(), state)
                        + value
                        + style.good(gain)
                        + duration
                        + style.bad(reason)
                        + style.faint(configuration))
                .stripTrailing();
    }

    /** How people call a state: {@code early stopped}. */
    static String name(TrialState state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** How long the last attempt ran, as people read it; empty when it never started or still runs. */
    static String durationText(TrialRow row) {
        Duration duration = row.duration();
        return duration == null ? "" : DurationText.of(duration);
    }

    static String value(@Nullable Double value) {
        return value == null ? "-" : NumberText.of(value);
    }

    private String paint(TrialState state, String text) {
        return switch (state) {
            case SUCCEEDED -> text;
            case FAILED, SYS_CANCELED -> style.bad(text);
            default -> style.warning(text);
        };
    }

    private static String gain(BestSoFar.Verdict verdict) {
        Double change = verdict.change();
        return !verdict.isBest() ? "" : change == null ? "best" : "best " + NumberText.signed(change, GAIN_DIGITS);
    }

    private static String left(String text, int width) {
        return text + " ".repeat(Math.max(1, width - text.length()));
    }

    private static String right(String text, int width) {
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }
}
