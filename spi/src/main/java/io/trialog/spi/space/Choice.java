package io.trialog.spi.space;

import io.trialog.spi.problem.Problem;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One of several values, without order.
 *
 * @param options the values as JSON has them, at least one, no two equal
 * @param weights how likely each is before anything is known, relative to the others, above 0; empty when all are equally
 *     likely
 */
public record Choice(List<@Nullable Object> options, List<Double> weights) implements Distribution {

    public Choice {
        options = OptionList.checked(options);
        weights = Weights.checked(weights, options.size());
    }

    /** One of several values, each equally likely. */
    public Choice(List<@Nullable Object> options) {
        this(options, List.of());
    }

    @Override
    public String type() {
        return "choice";
    }

    @Override
    public List<@Nullable Object> arguments() {
        return options;
    }

    /** How likely the option at this index is before anything is known, in (0, 1]. */
    public double probability(int index) {
        return Weights.probability(weights, options.size(), index);
    }

    @Override
    public @Nullable Object sample(RandomGenerator random) {
        return options.get(Weights.draw(weights, options.size(), random));
    }

    /**
     * The index of an option; numbers are compared by value, so 1 and 1.0 are the same option.
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
