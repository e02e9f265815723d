package io.trialog.spi.space;

import io.trialog.spi.problem.Problem;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One of several values, each equally likely, whose order means something: {@code ["small", "medium", "large"]} or {@code
 * [16, 64, 256]}. Tuners treat neighbours as alike.
 *
 * @param options the values as JSON has them, in order, at least one, no two equal
 */
public record Ordinal(List<@Nullable Object> options) implements Distribution {

    public Ordinal {
        options = OptionList.checked(options);
    }

    @Override
    public String type() {
        return "ordinal";
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
     * The place of an option in the order; numbers are compared by value, so 1 and 1.0 are the same option.
     *
     * @return -1 for a value that is not an option
     */
    public int indexOf(@Nullable Object value) {
        return OptionList.indexOf(options, value);
    }

    @Override
    public List<Problem> check(@Nullable Object value) {
        return OptionList.check(options, value);
    }
}
