package io.trialog.tuners.space;

import io.trialog.spi.space.Choice;
import io.trialog.spi.space.Distribution;
import io.trialog.spi.space.NestedChoice;
import io.trialog.spi.space.NumericDistribution;
import io.trialog.spi.space.Ordinal;
import io.trialog.spi.space.Parameter;
import io.trialog.spi.space.RandInt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes the dimensions of a search space. A parameter that several branches of one nested choice have in common (same
 * name, same distribution) becomes one dimension, so that what is learnt about it in one branch counts in the others.
 */
final class LevelBuilder {

    private final List<Dimension> dimensions = new ArrayList<>();

    /** Every dimension so far, parents first. */
    List<Dimension> dimensions() {
        return dimensions;
    }

    Level level(List<Parameter> parameters, Condition condition) {
        return new Level(
                parameters.stream().map(parameter -> slot(parameter, condition)).toList());
    }

    private Level.Slot slot(Parameter parameter, Condition condition) {
        int index = dimensions.size();
        Distribution distribution = parameter.distribution();
        if (distribution instanceof NestedChoice nested) {
            int count = nested.branches().size();
            Dimension dimension = add(new CategoricalDimension(index, condition, count, nested.weights()));
            return new Level.Slot(parameter, dimension, branches(nested, index));
        }
        Dimension dimension;
        if (distribution instanceof NumericDistribution numeric) {
            dimension = add(new NumericDimension(index, condition, numeric));
        } else if (distribution instanceof Ordinal ordinal) {
            RandInt places = new RandInt(0, ordinal.options().size());
            dimension = add(new NumericDimension(index, condition, places));
        } else {
            Choice choice = (Choice) distribution;
            dimension = add(
                    new CategoricalDimension(index, condition, choice.options().size(), choice.weights()));
        }
        return new Level.Slot(parameter, dimension, List.of());
    }

    private List<Level> branches(NestedChoice nested, int parent) {
        Map<Parameter, Set<Integer>> occurrences = new LinkedHashMap<>();
        for (int category = 0; category < nested.branches().size(); category++) {
            for (Parameter parameter : nested.branches().get(category).space().parameters()) {
                occurrences.computeIfAbsent(parameter, key -> new TreeSet<>()).add(category);
            }
        }
        Map<Parameter, Level.Slot> slots = new LinkedHashMap<>();
        occurrences.forEach(
                (parameter, categories) -> slots.put(parameter, slot(parameter, new Condition(parent, categories))));
        return nested.branches().stream()
                .map(branch -> new Level(branch.space().parameters().stream()
                        .map(parameter -> Objects.requireNonNull(slots.get(parameter)))
                        .toList()))
                .toList();
    }

    private Dimension add(Dimension dimension) {
        dimensions.add(dimension);
        return dimension;
    }
}
