package io.trialog.tuners.space;

/** One coordinate of a {@link ModelSpace}. */
public sealed interface Dimension permits NumericDimension, CategoricalDimension {

    /** Its place among the dimensions of the space, 0 or more; a parent comes before its children. */
    int index();

    /** When it is active. */
    Condition condition();
}
