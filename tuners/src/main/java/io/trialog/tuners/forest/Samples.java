package io.trialog.tuners.forest;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** What a forest learns from, by feature, with the rows in the order of each numeric feature. Immutable by convention. */
final class Samples {

    final int[] categories;

    /** By feature, then row: numbers, absent ones below all others; for categories the index plus 1, 0 where absent. */
    final double[][] columns;

    final double[] targets;

    /** By numeric feature: the rows in ascending order. */
    final int[][] sorted;

    Samples(int[] categories, double[][] inputs, double[] targets) {
        this.categories = categories.clone();
        this.targets = targets.clone();
        this.columns = new double[categories.length][inputs.length];
        this.sorted = new int[categories.length][];
        for (int feature = 0; feature < categories.length; feature++) {
            double[] column = columns[feature];
            for (int row = 0; row < inputs.length; row++) {
                double value = inputs[row][feature];
                column[row] = isNumeric(feature)
                        ? Double.isNaN(value) ? Double.NEGATIVE_INFINITY : value
                        : Double.isNaN(value) ? 0 : (int) value + 1;
            }
            sorted[feature] = isNumeric(feature) ? ascending(column) : new int[0];
        }
    }

    private static int[] ascending(double[] column) {
        return IntStream.range(0, column.length)
                .boxed()
                .sorted(Comparator.comparingDouble(row -> column[row]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    int count() {
        return targets.length;
    }

    int features() {
        return categories.length;
    }

    boolean isNumeric(int feature) {
        return categories[feature] == 0;
    }

    /** All rows. */
    int[] rows() {
        int[] rows = new int[count()];
        Arrays.setAll(rows, row -> row);
        return rows;
    }
}
