package io.trialog.cli;

import io.trialog.event.TrialState;
import io.trialog.projection.TrialRow;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The line that tells of one ended trial. */
final class TrialLine {

    private static final int STATE_WIDTH = 13;
    private static final int VALUE_WIDTH = 11;
    private static final int GAIN_WIDTH = 22;
    private static final int MAX_REASON = 160;
    private static final int MAX_CONFIGURATION = 120;

    private final Style style;

    TrialLine(Style style) {
        this.style = style;
    }

    /** {@code #7 succeeded 0.9712 new best (+0.0034) 3.2 s lr=0.01}, in columns; numbers as wide as the limit's. */
    String of(TrialRow row, BestSoFar.Verdict verdict, int numberWidth) {
        Duration duration = duration(row);
        String reason = row.reason() == null ? "" : PrintableText.of(row.reason(), MAX_REASON) + "  ";
        return left("#" + row.number(), numberWidth + 1)
                + "  " + state(row.state())
                + left(value(row.value()), VALUE_WIDTH)
                + style.good(left(gain(verdict), GAIN_WIDTH))
                + right(duration == null ? "" : DurationText.of(duration), 10) + "  "
                + (row.state() == TrialState.SUCCEEDED ? style.faint(reason) : style.bad(reason))
                + PrintableText.of(ConfigurationText.line(row.configuration()), MAX_CONFIGURATION);
    }

    /** How people call a state: {@code early stopped}. */
    static String name(TrialState state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** How long the last attempt ran; null when it never started or still runs. */
    static @Nullable Duration duration(TrialRow row) {
        return row.startedAt() == null || row.endedAt() == null
                ? null
                : Duration.between(row.startedAt(), row.endedAt());
    }

    static String value(@Nullable Double value) {
        return value == null ? "-" : NumberText.of(value);
    }

    private String state(TrialState state) {
        String text = left(name(state), STATE_WIDTH + 2);
        return switch (state) {
            case SUCCEEDED -> text;
            case FAILED, SYS_CANCELED -> style.bad(text);
            default -> style.warning(text);
        };
    }

    private static String gain(BestSoFar.Verdict verdict) {
        if (!verdict.isBest()) {
            return "";
        }
        Double gain = verdict.change();
        return gain == null ? "first result" : "new best (" + NumberText.signed(gain) + ")";
    }

    private static String left(String text, int width) {
        return text + " ".repeat(Math.max(1, width - text.length()));
    }

    private static String right(String text, int width) {
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }
}
