package io.trialog.adapter.http;

import io.trialog.adapter.input.Shown;
import io.trialog.engine.ErrorCode;
import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads whole numbers from the query of an address, and gathers what is wrong with them. */
final class QueryNumbers {

    private static final int MAX_DIGITS = 18;

    private final MultiMap parameters;
    private final List<ErrorDetail> problems = new ArrayList<>();

    QueryNumbers(MultiMap parameters) {
        this.parameters = parameters;
    }

    boolean has(String name) {
        return parameters.contains(name);
    }

    /** As it is given; null when it is not. */
    @Nullable
    String text(String name) {
        return parameters.get(name);
    }

    /** A number, or what holds when it is not given. */
    long number(String name, long absent, long min, long max) {
        String given = parameters.get(name);
        return given == null ? absent : parse(name, given, min, max);
    }

    /** Numbers between commas, the parameter given once or more. */
    List<Long> list(String name) {
        List<Long> numbers = new ArrayList<>();
        for (String given : parameters.getAll(name)) {
            for (String one : given.split(",", -1)) {
                numbers.add(parse(name, one, 0, Long.MAX_VALUE));
            }
        }
        return numbers;
    }

    void problem(String name, String message) {
        problems.add(ErrorDetail.of(name, message));
    }

    /** @throws RequestRefused with all problems, if there are any */
    void requireNone() {
        if (!problems.isEmpty()) {
            throw new RequestRefused(
                    new ApiError(ErrorCode.REQUEST_MALFORMED, problems.get(0).toString(), problems));
        }
    }

    private long parse(String name, String given, long min, long max) {
        Long number = parse(given);
        if (number == null || number < min || number > max) {
            String range = max == Long.MAX_VALUE ? ">= " + min : min + " to " + max;
            problem(name, Shown.quoted(given) + " (expected: a whole number, " + range + ")");
            return min;
        }
        return number;
    }

    private static @Nullable Long parse(String text) {
        return isWhole(text) ? Long.valueOf(text) : null;
    }

    /** Whether it is a whole number, not negative, that a long can hold. */
    static boolean isWhole(String text) {
        return !text.isEmpty() && text.length() <= MAX_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
