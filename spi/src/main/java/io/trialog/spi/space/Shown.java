package io.trialog.spi.space;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How values appear in error messages: as JSON would have them, shortened. */
final class Shown {

    private static final int MAX_LENGTH = 80;

    private Shown() {}

    static String of(@Nullable Object value) {
        String text;
        if (value instanceof String string) {
            text = "\"" + string + "\"";
        } else if (value instanceof Map<?, ?> || value instanceof List<?>) {
            text = value.toString();
        } else {
            text = String.valueOf(value);
        }
        return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "...";
    }
}
