package io.trialog.cli;

import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads ports. */
final class PortConverter implements ITypeConverter<Integer> {

    static final String EXPECTATION = "0 to 65535";

    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,5}");
    private static final int MAX = 65_535;

    static Optional<Integer> parse(String text) {
        return Optional.of(text.strip())
                .filter(digits -> DIGITS.matcher(digits).matches())
                .map(Integer::valueOf)
                .filter(port -> port <= MAX);
    }

    @Override
    public Integer convert(String text) {
        return parse(text).orElseThrow(() -> new TypeConversionException(text + " (expected: " + EXPECTATION + ")"));
    }
}
