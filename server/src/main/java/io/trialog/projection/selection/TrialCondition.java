package io.trialog.projection.selection;

import io.trialog.event.TrialState;
import io.trialog.metric.Objectives;
import io.trialog.projection.TrialRow;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A condition on trials: {@code lr<0.1}, {@code value>=0.9}, {@code duration<90}, {@code layer=conv}, {@code reason~memory}. A
 * trial that has no such thing does not meet it.
 *
 * @param name of a {@link TrialField}; {@code duration} is in seconds
 * @param operator one of {@code < <= = != >= > ~}; {@code ~} for: contains
 * @param operand what is compared with: as a number where both are numbers, else as text whose case does not matter
 */
public record TrialCondition(String name, String operator, String operand) {

    /** What a text must be that {@link #parse} reads. */
    public static final String EXPECTATION =
            "NAME, one of < <= = != >= > ~, and a value, such as 'lr<0.1' or 'layer=conv'";

    private static final Pattern FORM = Pattern.compile("\\s*([^<>=!~]+?)\\s*(<=|>=|!=|==|<|>|=|~)\\s*(.*?)\\s*");
    private static final List<String> NOT_FINITE = List.of("NaN", "Infinity", "-Infinity");

    /**
     * Reads a condition.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static TrialCondition parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(text + " (expected: " + EXPECTATION + ")");
        }
        String operator = matcher.group(2).equals("==") ? "=" : matcher.group(2);
        return new TrialCondition(matcher.group(1), operator, matcher.group(3));
    }

    /**
     * Which trials meet it.
     *
     * @param objectives what the experiment optimizes
     */
    public Predicate<TrialRow> in(Objectives objectives) {
        TrialField field = TrialField.of(name, objectives);
        Double number = number(operand);
        return trial -> {
            Object value = field.of(trial);
            return value != null && isMetBy(value, number);
        };
    }

    private boolean isMetBy(Object value, @Nullable Double number) {
        if (operator.equals("~")) {
            return text(value).contains(operand);
        }
        Integer order = compare(value, number);
        return order == null ? operator.equals("!=") : holds(order);
    }

    /** Null when they cannot be compared. */
    private @Nullable Integer compare(Object value, @Nullable Double right) {
        Double left = number(value);
        if (left != null && right != null) {
            return left.isNaN() == right.isNaN() ? (Integer) Double.compare(left, right) : null;
        }
        return left == null && right == null ? (Integer) text(value).compareToIgnoreCase(wanted(value)) : null;
    }

    /** States are written as the API has them, too. */
    private String wanted(Object value) {
        return value instanceof TrialState ? operand.replace('_', ' ') : operand;
    }

    private static String text(Object value) {
        return value instanceof TrialState state
                ? state.name().toLowerCase(Locale.ROOT).replace('_', ' ')
                : value.toString();
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
        return value instanceof String text ? number(text) : null;
    }

    private static @Nullable Double number(String text) {
        if (NOT_FINITE.contains(text)) {
            return Double.valueOf(text);
        }
        if (text.isEmpty() || "+-.0123456789".indexOf(text.charAt(0)) < 0) {
            return null; // most words: quicker than an exception
        }
        try {
            return new BigDecimal(text).doubleValue();
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
