package io.trialog.spi.space;

import io.trialog.spi.problem.Problem;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A distribution over numbers. It maps between values and the unit interval by its (inverse) cumulative distribution, so
 * that a model which works on the unit cube sees log types in log space and normal types by their quantiles.
 */
public sealed interface NumericDistribution extends Distribution
        permits RandInt,
                LogRandInt,
                Uniform,
                QUniform,
                LogUniform,
                QLogUniform,
                Normal,
                QNormal,
                LogNormal,
                QLogNormal {

    /**
     * The value at a quantile, as delivered: rounded and clipped as the type says.
     *
     * @param u in [0, 1]; the unbounded types treat 0 and 1 as 2^-53 and 1 - 2^-53
     */
    double fromUnit(double u);

    /** The quantile of a value, in [0, 1]; values outside the range give 0 or 1. The middle of its step for
     * {@link RandInt}. */
    double toUnit(double value);

    /** Whether the values are whole numbers, delivered as {@link Long} and not as {@link Double}. */
    default boolean isInteger() {
        return false;
    }

    /** The number of different values, or 0 when it is not finite or not worth counting (above a million). */
    default long cardinality() {
        return 0;
    }

    /** A number in the form in which configurations hold it. */
    default Object deliver(double value) {
        if (isInteger()) {
            return (long) value;
        }
        return value;
    }

    @Override
    default Object sample(RandomGenerator random) {
        return deliver(fromUnit(random.nextDouble()));
    }

    @Override
    default List<Problem> check(@Nullable Object value) {
        if (!(value instanceof Number number) || !Double.isFinite(number.doubleValue())) {
            return List.of(new Problem("", Shown.of(value) + " (expected: a number)"));
        }
        double x = number.doubleValue();
        if (isInteger() && x != Math.rint(x)) {
            return List.of(new Problem("", Shown.of(value) + " (expected: an integer)"));
        }
        return contains(x)
                ? List.of()
                : List.of(
                        new Problem("", Shown.of(value) + " (expected: in the range of " + type() + arguments() + ")"));
    }

    /** Whether a number lies in the range; that it is a multiple of a step is not asked. */
    boolean contains(double value);
}
