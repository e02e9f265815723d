package io.trialog.tuners.space;

/**
 * A dimension without order; coordinates are category indices.
 *
 * @param index its place among the dimensions
 * @param condition when it is active
 * @param size the number of categories, 1 or more
 */
public record CategoricalDimension(int index, Condition condition, int size) implements Dimension {}
