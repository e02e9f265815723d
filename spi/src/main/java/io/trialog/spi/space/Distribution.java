package io.trialog.spi.space;

import io.trialog.spi.problem.Problem;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What values a parameter takes, and how likely each is before anything is known. Code that switches over the permitted
 * types treats one that it does not know by {@link #sample}, or refuses the search space.
 */
public sealed interface Distribution permits Choice, Ordinal, NestedChoice, NumericDistribution {

    /** The name of the type in search spaces: {@code loguniform}. */
    String type();

    /** The arguments in search spaces: {@code [0.001, 0.1]}. */
    List<@Nullable Object> arguments();

    /** How likely the options are, relative to each other; empty when all are equally likely, and for other types. */
    default List<Double> weights() {
        return List.of();
    }

    /** Draws a value in its delivered form. */
    @Nullable
    Object sample(RandomGenerator random);

    /** What is wrong with a value for this parameter; empty when it is one that this distribution could deliver. */
    List<Problem> check(@Nullable Object value);
}
