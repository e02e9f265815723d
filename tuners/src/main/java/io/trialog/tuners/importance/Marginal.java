package io.trialog.tuners.importance;

import io.trialog.tuners.forest.LeafBox;
import java.util.Arrays;
import java.util.List;

/**
 * What a tree expects at the places of two axes, the mean over all other dimensions. Exact: each leaf counts at the places that
 * it has by the size of the rest of its box (Hutter, Hoos, Leyton-Brown, "An efficient approach for assessing hyperparameter
 * importance", ICML 2014, algorithm 1). Immutable.
 *
 * <p>Where a dimension is conditional, the mean is over those points that have it; at places that no point has there is none.
 */
final class Marginal {

    private final int columns;
    private final double[] means;
    private final double[] masses;

    private Marginal(int columns, double[] means, double[] masses) {
        this.columns = columns;
        this.means = means;
        this.masses = masses;
    }

    /**
     * The marginal of a tree. Takes O(d l + r l) for l leaves in a space of d dimensions and r places of the first axis.
     *
     * @param whole the box of the whole space
     */
    static Marginal of(List<LeafBox> leaves, LeafBox whole, Measure measure, int[] fixed, Axis first, Axis second) {
        double[] parts = sums(List.of(whole), measure, fixed, first, second);
        double[] means = sums(leaves, measure, fixed, first, second);
        double[] masses = new double[means.length];
        for (int row = 0; row < first.size(); row++) {
            for (int column = 0; column < second.size(); column++) {
                int place = row * second.size() + column;
                means[place] /= parts[place];
                masses[place] = parts[place] * first.mass(row) * second.mass(column);
            }
        }
        return new Marginal(second.size(), means, masses);
    }

    /** For each place the sum over the boxes that have it: the probability of the rest of the box times its mean. */
    private static double[] sums(List<LeafBox> boxes, Measure measure, int[] fixed, Axis first, Axis second) {
        int width = second.size() + 1;
        double[] changes =
                new double[first.size() * width]; // along each row, so that a run of places costs two of them
        for (LeafBox box : boxes) {
            int[] rows = first.runs(box);
            int[] columns = second.runs(box);
            for (int i = 0; i < rows.length; i += 2) {
                for (int j = 0; j < columns.length; j += 2) {
                    if (rows[i] < rows[i + 1] && columns[j] < columns[j + 1]) {
                        first.fix(fixed, rows[i]);
                        second.fix(fixed, columns[j]);
                        double sum = measure.of(box, fixed) * box.mean();
                        for (int row = rows[i]; row < rows[i + 1]; row++) {
                            changes[row * width + columns[j]] += sum;
                            changes[row * width + columns[j + 1]] -= sum;
                        }
                    }
                }
            }
        }
        first.release(fixed);
        second.release(fixed);
        double[] sums = new double[first.size() * second.size()];
        for (int row = 0; row < first.size(); row++) {
            double sum = 0;
            for (int column = 0; column < second.size(); column++) {
                sum += changes[row * width + column];
                sums[row * second.size() + column] = sum;
            }
        }
        return sums;
    }

    /** The mean at a place; not-a-number where no point has it. */
    double mean(int row, int column) {
        return means[row * columns + column];
    }

    /** The variance of the means among the points that have the dimensions, times how likely those are. */
    double variance() {
        double mean = mean(0, means.length, 1);
        double variance = 0;
        for (int place = 0; place < means.length; place++) {
            variance += masses[place] == 0 ? 0 : masses[place] * square(means[place] - mean);
        }
        return variance;
    }

    /** What is left of that variance without that of either dimension alone, among the same points. */
    double interaction() {
        double all = mean(0, means.length, 1);
        double[] ofColumns = new double[columns];
        Arrays.setAll(ofColumns, column -> mean(column, means.length, columns));
        double variance = 0;
        for (int from = 0; from < means.length; from += columns) {
            double ofRow = mean(from, from + columns, 1);
            for (int column = 0; column < columns; column++) {
                double mass = masses[from + column];
                variance += mass == 0 ? 0 : mass * square(means[from + column] - ofRow - ofColumns[column] + all);
            }
        }
        return variance;
    }

    private double mean(int from, int to, int step) {
        double mass = 0;
        double sum = 0;
        for (int place = from; place < to; place += step) {
            if (masses[place] > 0) {
                mass += masses[place];
                sum += masses[place] * means[place];
            }
        }
        return sum / mass;
    }

    private static double square(double number) {
        return number * number;
    }
}
