package io.trialog.tuners.space;

import java.util.random.RandomGenerator;

/** One coordinate of a {@link ModelSpace}. */
public sealed interface Dimension permits NumericDimension, CategoricalDimension {

    /** Its place among the dimensions of the space, 0 or more; a parent comes before its children. */
    int index();

    /** When it is active. */
    Condition condition();

    /** The coordinate at a quantile of what is likely before anything is known, in [0, 1]. */
    double atQuantile(double u);

    /** Draws a coordinate from what is likely before anything is known. */
    double draw(RandomGenerator random);
}
