package io.trialog.projection.selection;

import io.trialog.projection.TrialRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order of trials: numbers before all else by size, times by time, texts by their letters; trials without a value, or with
 * not-a-number, last in both directions; equals by number.
 *
 * @param field what they are compared by
 * @param descending whether the largest comes first
 */
public record TrialOrder(TrialField field, boolean descending) {

    private record Keyed(TrialRow row, @Nullable Object key) {}

    /** The first trials in this order, at most so many. */
    public List<TrialRow> first(List<TrialRow> rows, int count) {
        List<Keyed> keyed = new ArrayList<>(rows.size());
        rows.forEach(row -> keyed.add(new Keyed(row, key(row))));
        Comparator<Object> values = TrialOrder::compare;
        Comparator<@Nullable Object> keys = Comparator.nullsLast(descending ? values.reversed() : values);
        Comparator<Keyed> order = Comparator.comparing(Keyed::key, keys).thenComparingLong(one -> one.row.number());
        return Leading.of(keyed, order, count).stream().map(Keyed::row).toList();
    }

    private @Nullable Object key(TrialRow row) {
        Object value = field.of(row);
        return value instanceof Double number && number.isNaN() ? null : value;
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // values of the same type compare with each other
    private static int compare(Object a, Object b) {
        if (a instanceof Number left) {
            return b instanceof Number right ? Double.compare(left.doubleValue(), right.doubleValue()) : -1;
        }
        if (b instanceof Number) {
            return 1;
        }
        return a instanceof Comparable left && a.getClass() == b.getClass()
                ? left.compareTo(b)
                : a.toString().compareTo(b.toString());
    }
}
