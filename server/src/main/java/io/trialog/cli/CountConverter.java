package io.trialog.cli;

import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads how many of something: 1 or more. */
final class CountConverter implements ITypeConverter<Integer> {

    private static final Pattern DIGITS = Pattern.compile("0*[1-9][0-9]{0,8}");

    @Override
    public Integer convert(String text) {
        if (!DIGITS.matcher(text).matches()) {
            throw new TypeConversionException(text + " (expected: a whole number >= 1)");
        }
        return Integer.valueOf(text);
    }
}
