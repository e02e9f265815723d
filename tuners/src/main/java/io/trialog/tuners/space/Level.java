package io.trialog.tuners.space;

import io.trialog.spi.space.Choice;
import io.trialog.spi.space.Configuration;
import io.trialog.spi.space.Distribution;
import io.trialog.spi.space.NestedChoice;
import io.trialog.spi.space.Ordinal;
import io.trialog.spi.space.Parameter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a search space, or of one branch of a nested choice, with their dimensions.
 *
 * @param slots one for each parameter, in the order of the space
 */
record Level(List<Slot> slots) {

    private static final long MAX_COUNT = 1_000_000;

    /**
     * A parameter.
     *
     * @param parameter name and values
     * @param dimension its coordinate
     * @param branches for a nested choice the parameters of each branch; else empty
     */
    record Slot(Parameter parameter, Dimension dimension, List<Level> branches) {

        /** How many different values there are, those of nested parameters included; 0 when infinite or too many. */
        long count() {
            if (dimension instanceof NumericDimension numeric) {
                return numeric.distribution().cardinality();
            }
            if (branches.isEmpty()) {
                return ((CategoricalDimension) dimension).size();
            }
            long sum = 0;
            for (Level branch : branches) {
                long count = branch.count();
                if (count == 0) {
                    return 0;
                }
                sum += count;
            }
            return sum > MAX_COUNT ? 0 : sum;
        }
    }

    /** Notes down for each dimension which parameter it stands for; a parameter that branches share, once. */
    void name(String outer, @Nullable NamedParameter[] names) {
        for (Slot slot : slots) {
            String path = outer + slot.parameter().name();
            names[slot.dimension().index()] = new NamedParameter(path, slot.parameter());
            slot.branches().forEach(branch -> branch.name(path + "/", names));
        }
    }

    /** How many different assignments there are; 0 when infinite or too many. */
    long count() {
        long product = 1;
        for (Slot slot : slots) {
            product *= slot.count();
            if (product > MAX_COUNT) {
                return 0;
            }
        }
        return product;
    }

    /** Fills in the coordinates of these values; what is missing or unfit stays absent. */
    void encode(Configuration values, double[] coordinates) {
        for (Slot slot : slots) {
            String name = slot.parameter().name();
            if (values.has(name)) {
                encode(slot, values.value(name), coordinates);
            }
        }
    }

    private static void encode(Slot slot, @Nullable Object value, double[] coordinates) {
        int index = slot.dimension().index();
        Distribution distribution = slot.parameter().distribution();
        if (distribution instanceof NestedChoice nested && value instanceof Map<?, ?> map) {
            nested.branchOf(map).ifPresent(branch -> {
                int category = nested.branches().indexOf(branch);
                coordinates[index] = category;
                slot.branches().get(category).encode(nestedValues(map), coordinates);
            });
        } else if (distribution instanceof Choice choice && choice.check(value).isEmpty()) {
            coordinates[index] = choice.indexOf(value);
        } else if (distribution instanceof Ordinal ordinal
                && slot.dimension() instanceof NumericDimension numeric
                && ordinal.check(value).isEmpty()) {
            coordinates[index] = numeric.coordinateOf(ordinal.indexOf(value));
        } else if (slot.dimension() instanceof NumericDimension numeric
                && value instanceof Number number
                && distribution.check(number).isEmpty()) {
            coordinates[index] = numeric.coordinateOf(number.doubleValue());
        }
    }

    private static Configuration nestedValues(Map<?, ?> map) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        map.forEach((key, element) -> values.put(String.valueOf(key), element));
        return Configuration.of(values);
    }

    /** The values at these coordinates, of which none that is active may be absent. */
    Configuration decode(double[] coordinates) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (Slot slot : slots) {
            values.put(slot.parameter().name(), decode(slot, coordinates));
        }
        return Configuration.of(values);
    }

    private static @Nullable Object decode(Slot slot, double[] coordinates) {
        double coordinate = coordinates[slot.dimension().index()];
        if (slot.dimension() instanceof NumericDimension numeric) {
            double value = numeric.distribution().fromUnit(coordinate);
            return slot.parameter().distribution() instanceof Ordinal ordinal
                    ? ordinal.options().get((int) value)
                    : numeric.distribution().deliver(value);
        }
        int category = (int) coordinate;
        if (slot.parameter().distribution() instanceof NestedChoice nested) {
            return nested.deliver(
                    nested.branches().get(category),
                    slot.branches().get(category).decode(coordinates));
        }
        return ((Choice) slot.parameter().distribution()).options().get(category);
    }

    /** Fills in the coordinates of the assignment at a position in the list of all of a finite level. */
    void place(long position, double[] coordinates) {
        long rest = position;
        for (int i = slots.size() - 1; i >= 0; i--) {
            Slot slot = slots.get(i);
            place(slot, rest % slot.count(), coordinates);
            rest /= slot.count();
        }
    }

    private static void place(Slot slot, long position, double[] coordinates) {
        int index = slot.dimension().index();
        if (slot.dimension() instanceof NumericDimension numeric) {
            coordinates[index] = numeric.coordinateAt(position);
            return;
        }
        long rest = position;
        int category = 0;
        while (!slot.branches().isEmpty()
                && rest >= slot.branches().get(category).count()) {
            rest -= slot.branches().get(category).count();
            category++;
        }
        if (slot.branches().isEmpty()) {
            coordinates[index] = rest;
        } else {
            coordinates[index] = category;
            slot.branches().get(category).place(rest, coordinates);
        }
    }
}
