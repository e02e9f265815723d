package io.trialog.projection.selection;

import io.trialog.event.ExperimentId;
import io.trialog.projection.TrialRow;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Trials that have a text somewhere, in small or capital letters: in their number, reason, note, tag, worker, or a parameter; or
 * whose id begins with it. Numbers among the parameters are found by their first digits: {@code 0.01} finds 0.01 and 0.0123.
 */
public final class TrialSearch implements Predicate<TrialRow> {

    private final String text;
    private final @Nullable String number;
    private final @Nullable FirstDigits digits;

    /** @param text what to look for; empty finds all */
    public TrialSearch(ExperimentId experiment, String text) {
        this.text = text.strip().toLowerCase(Locale.ROOT);
        String id = experiment.value() + "-";
        this.number = this.text.startsWith(id) ? this.text.substring(id.length()) : null;
        this.digits = FirstDigits.parse(this.text);
    }

    @Override
    public boolean test(TrialRow row) {
        return text.isEmpty()
                || isInNumber(row)
                || isIn(row.reason())
                || isIn(row.note())
                || isIn(row.terms().tag())
                || isIn(row.worker())
                || isInside(row.configuration());
    }

    private boolean isInNumber(TrialRow row) {
        return number != null
                ? Long.toString(row.number()).startsWith(number)
                : digits != null && Long.toString(row.number()).contains(text);
    }

    private boolean isInside(Map<?, ?> configuration) {
        for (Object value : configuration.values()) {
            boolean found = value instanceof Map<?, ?> nested
                    ? isInside(nested)
                    : value instanceof Number size ? digits != null && digits.begin(size.doubleValue()) : isIn(value);
            if (found) {
                return true;
            }
        }
        return false;
    }

    private boolean isIn(@Nullable Object value) {
        return value != null && value.toString().toLowerCase(Locale.ROOT).contains(text);
    }
}
