package io.trialog.cli;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** A series of values, and its ends and extremes; those are null when there are none. */
record Curve(double[] values) {

    static Curve of(List<Double> values) {
        return new Curve(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    @Nullable
    Double first() {
        return values.length == 0 ? null : (Double) values[0];
    }

    @Nullable
    Double last() {
        return values.length == 0 ? null : (Double) values[values.length - 1];
    }

    @Nullable
    Double min() {
        return orNull(Arrays.stream(values).filter(Double::isFinite).min());
    }

    @Nullable
    Double max() {
        return orNull(Arrays.stream(values).filter(Double::isFinite).max());
    }

    private static @Nullable Double orNull(OptionalDouble value) {
        return value.isPresent() ? (Double) value.getAsDouble() : null;
    }
}
