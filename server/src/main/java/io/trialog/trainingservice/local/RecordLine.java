package io.trialog.trainingservice.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * A file of one line, {@code name=value name=value}, which a shell can write and people can read.
 *
 * @param values the values by name; a value may be empty
 */
record RecordLine(Map<String, String> values) {

    private static final Pattern INTEGER = Pattern.compile("-?\\d{1,18}");

    /** Reads a record; empty when there is none, or when it was not written to its end. */
    static Optional<RecordLine> read(Path file) throws IOException {
        String text;
        try {
            text = Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        if (!text.endsWith("\n")) {
            return Optional.empty();
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (String field : text.strip().split(" ", -1)) {
            int separator = field.indexOf('=');
            if (separator > 0) {
                values.put(field.substring(0, separator), field.substring(separator + 1));
            }
        }
        return Optional.of(new RecordLine(values));
    }

    /** The value of a field. */
    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** The value of a field that holds an integer. */
    OptionalLong number(String name) {
        String value = values.getOrDefault(name, "");
        return INTEGER.matcher(value).matches() ? OptionalLong.of(Long.parseLong(value)) : OptionalLong.empty();
    }
}
