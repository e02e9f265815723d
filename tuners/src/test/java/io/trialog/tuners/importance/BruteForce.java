package io.trialog.tuners.importance;

import io.trialog.tuners.space.CategoricalDimension;
import io.trialog.tuners.space.Dimension;
import io.trialog.tuners.space.ModelSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Analyses the variance of a function by its values on a grid over a whole space. */
final class BruteForce {

    private record Cell(double[] coordinates, double mass, double value) {}

    private static final class Group {
        private double mass;
        private double sum;

        double mean() {
            return sum / mass;
        }
    }

    private final List<Cell> cells = new ArrayList<>();
    private final ModelSpace space;
    private final int steps;
    private final ToDoubleFunction<double[]> function;

    /** Of a function, on so many numbers of each numeric dimension. */
    BruteForce(ModelSpace space, int steps, ToDoubleFunction<double[]> function) {
        this.space = space;
        this.steps = steps;
        this.function = function;
        double[] absent = new double[space.dimensions().size()];
        Arrays.fill(absent, Double.NaN);
        fill(0, absent, 1);
    }

    private void fill(int index, double[] coordinates, double mass) {
        if (index == coordinates.length) {
            cells.add(new Cell(coordinates.clone(), mass, function.applyAsDouble(coordinates)));
            return;
        }
        Dimension dimension = space.dimensions().get(index);
        int parent = dimension.condition().parent();
        if (parent >= 0
                && (Double.isNaN(coordinates[parent])
                        || !dimension.condition().categories().contains((int) coordinates[parent]))) {
            coordinates[index] = Double.NaN;
            fill(index + 1, coordinates, mass);
        } else if (dimension instanceof CategoricalDimension categorical) {
            for (int category = 0; category < categorical.size(); category++) {
                coordinates[index] = category;
                fill(index + 1, coordinates, mass * categorical.probability(category));
            }
        } else {
            for (int step = 0; step < steps; step++) {
                coordinates[index] = (step + 0.5) / steps;
                fill(index + 1, coordinates, mass / steps);
            }
        }
    }

    private Map<List<Double>, Group> groups(int... dimensions) {
        Map<List<Double>, Group> groups = new LinkedHashMap<>();
        for (Cell cell : cells) {
            List<Double> key = Arrays.stream(dimensions)
                    .mapToObj(dimension -> cell.coordinates()[dimension])
                    .toList();
            Group group = groups.computeIfAbsent(key, unused -> new Group());
            group.mass += cell.mass();
            group.sum += cell.mass() * cell.value();
        }
        groups.keySet().removeIf(key -> key.stream().anyMatch(value -> value.isNaN()));
        return groups;
    }

    private static Group all(Map<List<Double>, Group> groups) {
        Group all = new Group();
        groups.values().forEach(group -> {
            all.mass += group.mass;
            all.sum += group.sum;
        });
        return all;
    }

    double variance() {
        double mean =
                cells.stream().mapToDouble(cell -> cell.mass() * cell.value()).sum();
        return cells.stream()
                .mapToDouble(cell -> cell.mass() * Math.pow(cell.value() - mean, 2))
                .sum();
    }

    double importance(int dimension) {
        Map<List<Double>, Group> groups = groups(dimension);
        double mean = all(groups).mean();
        return groups.values().stream()
                        .mapToDouble(group -> group.mass * Math.pow(group.mean() - mean, 2))
                        .sum()
                / variance();
    }

    double interaction(int first, int second) {
        Map<List<Double>, Group> groups = groups(first, second);
        if (groups.isEmpty()) {
            return 0;
        }
        double mean = all(groups).mean();
        Map<Double, Group> firsts = new LinkedHashMap<>();
        Map<Double, Group> seconds = new LinkedHashMap<>();
        groups.forEach((key, group) -> {
            for (Group half : List.of(
                    firsts.computeIfAbsent(key.get(0), unused -> new Group()),
                    seconds.computeIfAbsent(key.get(1), unused -> new Group()))) {
                half.mass += group.mass;
                half.sum += group.sum;
            }
        });
        double[] variance = {0};
        groups.forEach((key, group) -> variance[0] += group.mass
                * Math.pow(
                        group.mean()
                                - firsts.get(key.get(0)).mean()
                                - seconds.get(key.get(1)).mean()
                                + mean,
                        2));
        return variance[0] / variance();
    }

    /** The mean at a number of the grid, or a category. */
    double marginal(int dimension, double place) {
        return groups(dimension).get(List.of(place)).mean();
    }

    double marginal(int first, double place, int second, double otherPlace) {
        return groups(first, second).get(List.of(place, otherPlace)).mean();
    }
}
