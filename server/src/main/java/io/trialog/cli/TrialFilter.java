package io.trialog.cli;

import io.trialog.projection.TrialRow;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A condition on trials: {@code lr<0.1}, {@code value>=0.9}, {@code duration<90}, {@code layer=conv}, {@code reason~memory}. A
 * trial that has no such thing does not meet it.
 *
 * @param name {@code value}, {@code latest}, {@code duration} (seconds), {@code attempt}, {@code number}, {@code state}, {@code
 *     reason}, or a parameter, {@code outer.inner} for nested ones
 * @param operator one of {@code < <= = != >= > ~}
 * @param operand what is compared with: as a number where both are numbers
 */
record TrialFilter(String name, String operator, String operand) implements Predicate<TrialRow> {

    static final String EXPECTATION = "NAME, one of < <= = != >= > ~, and a value, such as 'lr<0.1' or 'layer=conv'";

    private static final Pattern FORM = Pattern.compile("\\s*([^<>=!~]+?)\\s*(<=|>=|!=|==|<|>|=|~)\\s*(.*?)\\s*");

    static TrialFilter parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new TypeConversionException(text + " (expected: " + EXPECTATION + ")");
        }
        String operator = matcher.group(2).equals("==") ? "=" : matcher.group(2);
        return new TrialFilter(matcher.group(1), operator, matcher.group(3));
    }

    @Override
    public boolean test(TrialRow trial) {
        Object value = TrialField.of(trial, name);
        if (value == null) {
            return false;
        }
        if (operator.equals("~")) {
            return value.toString().contains(operand);
        }
        Integer order = compare(value);
        return order == null ? operator.equals("!=") : holds(order);
    }

    /** Null when they cannot be compared. */
    private @Nullable Integer compare(Object value) {
        Double left = number(value);
        Double right = number(operand);
        if (left != null && right != null) {
            return Double.compare(left, right);
        }
        return left == null && right == null ? (Integer) TrialField.text(value).compareToIgnoreCase(operand) : null;
    }

    private boolean holds(int order) {
        return switch (operator) {
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case "=" -> order == 0;
            case "!=" -> order != 0;
            case ">=" -> order >= 0;
            default -> order > 0;
        };
    }

    private static @Nullable Double number(Object value) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        if (value instanceof Duration duration) {
            return duration.toMillis() / 1000.0;
        }
        try {
            return new BigDecimal(value.toString()).doubleValue();
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Reads conditions. */
    static final class Converter implements ITypeConverter<TrialFilter> {

        @Override
        public TrialFilter convert(String text) {
            return parse(text);
        }
    }
}
