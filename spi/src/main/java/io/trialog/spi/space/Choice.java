package io.trialog.spi.space;

import io.trialog.spi.problem.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One of several values, each equally likely, without order.
 *
 * @param options the values as JSON has them, at least one, no two equal
 */
public record Choice(List<@Nullable Object> options) implements Distribution {

    public Choice {
        if (options.isEmpty()) {
            throw new IllegalArgumentException("[] (expected: at least one option)");
        }
        List<@Nullable Object> copy = new ArrayList<>();
        for (Object option : options) {
            Object plain = Configuration.plain(option);
            if (copy.contains(plain)) {
                throw new IllegalArgumentException(Shown.of(plain) + " (expected: every option once)");
            }
            copy.add(plain);
        }
        options = Collections.unmodifiableList(copy);
    }

    @Override
    public String type() {
        return "choice";
    }

    @Override
    public List<@Nullable Object> arguments() {
        return options;
    }

    @Override
    public @Nullable Object sample(RandomGenerator random) {
        return options.get(random.nextInt(options.size()));
    }

    /**
     * The index of an option; numbers are compared by value, so 1 and 1.0 are the same option.
     *
     * @return -1 for a value that is not an option
     */
    public int indexOf(@Nullable Object value) {
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

    @Override
    public List<Problem> check(@Nullable Object value) {
        return indexOf(value) >= 0
                ? List.of()
                : List.of(new Problem("", Shown.of(value) + " (expected: one of " + Shown.of(options) + ")"));
    }
}
