package io.trialog.cli;

import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads positions in the log; 0 is as good as 1, as in the REST API. */
final class PositionConverter implements ITypeConverter<Long> {

    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,18}");

    @Override
    public Long convert(String text) {
        if (!DIGITS.matcher(text).matches()) {
            throw new TypeConversionException(text + " (expected: a position in the log, 1 or more)");
        }
        return Long.valueOf(text);
    }
}
