package io.trialog.tuners.space;

import java.util.Set;

/**
 * When a dimension is active: always, or when the categorical dimension {@code parent} is active and has one of some
 * categories.
 *
 * @param parent index of the dimension that decides, or -1
 * @param categories those that make it active
 */
public record Condition(int parent, Set<Integer> categories) {

    /** No condition. */
    static final Condition ALWAYS = new Condition(-1, Set.of());

    public Condition {
        categories = Set.copyOf(categories);
    }

    /** Whether the condition holds at these coordinates, which are known at least for the parents. */
    boolean holds(double[] coordinates) {
        return parent < 0 || (!Double.isNaN(coordinates[parent]) && categories.contains((int) coordinates[parent]));
    }
}
