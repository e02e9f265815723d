package io.trialog.sdk;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON (RFC 8259) for the few small documents of the trial protocol. */
final class Json {

    private Json() {}

    /**
     * Reads a document: objects as insertion-ordered {@code Map}, arrays as {@code List}, both unmodifiable, numbers as {@code Long} where they are whole
     * and fit, else as {@code Double}.
     *
     * @throws JsonException if the text is not JSON
     */
    static @Nullable Object parse(String text) {
        return new JsonParser(text).document();
    }

    /** Writes what {@link #parse} returns. Numbers that JSON lacks are written as the protocol has it: {@code "NaN"}, {@code "Infinity"}. */
    static String write(@Nullable Object value) {
        StringBuilder out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    private static void write(@Nullable Object value, StringBuilder out) {
        if (value instanceof Map<?, ?> map) {
            String separator = "";
            out.append('{');
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                out.append(separator);
                write(String.valueOf(entry.getKey()), out);
                out.append(": ");
                write(entry.getValue(), out);
                separator = ", ";
            }
            out.append('}');
        } else if (value instanceof List<?> list) {
            String separator = "";
            out.append('[');
            for (Object element : list) {
                out.append(separator);
                write(element, out);
                separator = ", ";
            }
            out.append(']');
        } else if (value instanceof String text) {
            writeText(text, out);
        } else if (value instanceof Double number && !Double.isFinite(number)) {
            writeText(number.toString(), out);
        } else {
            out.append(value);
        }
    }

    /** Everything beyond ASCII is escaped: a report is then one byte a character, whatever reads the spool file. */
    private static void writeText(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c >= ' ' && c < 0x7f) {
                out.append(c);
            } else {
                out.append(String.format("\\u%04x", (int) c));
            }
        }
        out.append('"');
    }
}
