package io.trialog.tuners.grid;

import io.trialog.spi.space.RandInt;
import io.trialog.tuners.space.CategoricalDimension;
import io.trialog.tuners.space.Dimension;
import io.trialog.tuners.space.NumericDimension;

/** The values of one dimension that a grid has so far. */
interface Axis {

    /** All categories and integers at once, other numbers by refinement. */
    static Axis of(Dimension dimension) {
        if (dimension instanceof CategoricalDimension categorical) {
            return new ListedAxis(categorical.size(), place -> place);
        }
        NumericDimension numeric = (NumericDimension) dimension;
        if (numeric.distribution() instanceof RandInt integers) {
            return new ListedAxis(
                    integers.high() - integers.low(), place -> integers.toUnit((double) (integers.low() + place)));
        }
        return new RefinedAxis(numeric.distribution());
    }

    /** How many values there are, 1 or more. */
    long size();

    /** The coordinate of a value, in the order in which they were found. */
    double coordinate(long place);

    /** Looks for values between those known, and tells whether it found any. */
    boolean refine();

    /** Whether a further refinement may find values. */
    boolean isRefinable();
}
