package io.trialog.projection.selection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Finds the first of many in an order: of a few, without sorting the rest. */
final class Leading {

    /** From this share on sorting all is quicker. */
    private static final int LARGE_SHARE = 8;

    private Leading() {}

    /**
     * The first ones in order.
     *
     * @param order in which no two are equal
     * @param count how many at most, 0 or more
     */
    static <T> List<T> of(List<T> all, Comparator<? super T> order, int count) {
        if (count > all.size() / LARGE_SHARE) {
            List<T> sorted = new ArrayList<>(all);
            sorted.sort(order);
            return sorted.subList(0, Math.min(count, sorted.size()));
        }
        if (count == 0) {
            return List.of();
        }
        PriorityQueue<T> lastFirst = new PriorityQueue<>(count, order.reversed());
        for (T one : all) {
            if (lastFirst.size() < count) {
                lastFirst.add(one);
            } else if (order.compare(one, lastFirst.element()) < 0) {
                lastFirst.remove();
                lastFirst.add(one);
            }
        }
        List<T> first = new ArrayList<>(lastFirst);
        first.sort(order);
        return first;
    }
}
