package io.trialog.spi.space;

import io.trialog.spi.problem.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists of options, as the choice types have them. */
final class OptionList {

    private OptionList() {}

    /** An unmodifiable copy in plain form; at least one option, no two equal. */
    static List<@Nullable Object> checked(List<@Nullable Object> options) {
        if (options.isEmpty()) {
            throw new IllegalArgumentException("[] (expected: at least one option)");
        }
        List<@Nullable Object> copy = new ArrayList<>();
        for (Object option : options) {
            Object plain = Configuration.plain(option);
            if (indexOf(copy, plain) >= 0) {
                throw new IllegalArgumentException(Shown.of(plain) + " (expected: every option once)");
            }
            copy.add(plain);
        }
        return Collections.unmodifiableList(copy);
    }

    /** The index of an option, or -1; numbers are compared by value, so 1 and 1.0 are the same. */
    static int indexOf(List<@Nullable Object> options, @Nullable Object value) {
        Object plain = Configuration.plain(value);
        int exact = options.indexOf(plain);
        if (exact >= 0 || !(plain instanceof Number number)) {
            return exact;
        }
        for (int i = 0; i < options.size(); i++) {
            if (options.get(i) instanceof Number option && option.doubleValue() == number.doubleValue()) {
                return i;
            }
        }
        return -1;
    }

    static List<Problem> check(List<@Nullable Object> options, @Nullable Object value) {
        return indexOf(options, value) >= 0
                ? List.of()
                : List.of(new Problem("", Shown.of(value) + " (expected: one of " + Shown.of(options) + ")"));
    }
}
