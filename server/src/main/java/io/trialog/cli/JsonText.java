package io.trialog.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import org.jspecify.annotations.Nullable;

/** Plain data as JSON for people and scripts. Not-a-number and infinities are strings. */
final class JsonText {

    private static final ObjectWriter WRITER = new ObjectMapper().writer(printer());
    private static final ObjectWriter LINE_WRITER = new ObjectMapper().writer();

    private JsonText() {}

    /** Over several lines, indented by two. */
    static String indented(@Nullable Object value) {
        return written(WRITER, value);
    }

    /** In one line. */
    static String line(@Nullable Object value) {
        return written(LINE_WRITER, value);
    }

    private static String written(ObjectWriter writer, @Nullable Object value) {
        try {
            return writer.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not plain data: " + value, e);
        }
    }

    private static DefaultPrettyPrinter printer() {
        Separators separators =
                Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER);
        return new DefaultPrettyPrinter(separators).withObjectIndenter(new DefaultIndenter("  ", "\n"));
    }
}
