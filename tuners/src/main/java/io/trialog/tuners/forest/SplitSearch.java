package io.trialog.tuners.forest;

import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the split of some samples by one feature that leaves the least sum of squared distances from the means. Not thread
 * safe.
 */
final class SplitSearch {

    private final Samples samples;
    private final int[] weights;
    private final int minLeaf;
    private final RandomGenerator random;

    /**
     * A search among samples.
     *
     * @param weights how often each row counts, 0 or more
     * @param minLeaf the smallest weight of either part
     */
    SplitSearch(Samples samples, int[] weights, int minLeaf, RandomGenerator random) {
        this.samples = samples;
        this.weights = weights;
        this.minLeaf = minLeaf;
        this.random = random;
    }

    /**
     * The best split, or null when none gains anything.
     *
     * @param rows those to part, from {@code from} to before {@code to}, ascending if the feature is numeric
     * @param weight their weight
     * @param sum their weighted sum of targets
     */
    @Nullable
    Split best(int feature, int[] rows, int from, int to, double weight, double sum) {
        return samples.isNumeric(feature)
                ? bestThreshold(feature, rows, from, to, weight, sum)
                : bestSubset(feature, rows, from, to, weight, sum);
    }

    private @Nullable Split bestThreshold(int feature, int[] rows, int from, int to, double weight, double sum) {
        double[] column = samples.columns[feature];
        double leftWeight = 0;
        double leftSum = 0;
        double bestGain = 0;
        int best = -1;
        for (int i = from; i < to - 1; i++) {
            int row = rows[i];
            leftWeight += weights[row];
            leftSum += weights[row] * samples.targets[row];
            if (leftWeight < minLeaf || column[row] == column[rows[i + 1]]) {
                continue;
            }
            if (weight - leftWeight < minLeaf) {
                break;
            }
            double gain = gain(leftWeight, leftSum, weight, sum);
            if (gain > bestGain) {
                bestGain = gain;
                best = i;
            }
        }
        return best < 0 ? null : Split.at(feature, between(column[rows[best]], column[rows[best + 1]]), bestGain);
    }

    private double between(double low, double high) {
        if (low == Double.NEGATIVE_INFINITY) {
            return -Double.MAX_VALUE; // parts the absent from the present
        }
        double threshold = low + random.nextDouble() * (high - low);
        return threshold < high ? threshold : low;
    }

    /** Orders categories by their means: one of the ways to cut that order is the best of all subsets (Fisher, 1958). */
    private @Nullable Split bestSubset(int feature, int[] rows, int from, int to, double weight, double sum) {
        int size = samples.categories[feature] + 1;
        double[] categoryWeights = new double[size];
        double[] sums = new double[size];
        for (int i = from; i < to; i++) {
            int category = (int) samples.columns[feature][rows[i]];
            categoryWeights[category] += weights[rows[i]];
            sums[category] += weights[rows[i]] * samples.targets[rows[i]];
        }
        int[] present = IntStream.range(0, size)
                .filter(category -> categoryWeights[category] > 0)
                .boxed()
                .sorted((a, b) -> Double.compare(sums[a] / categoryWeights[a], sums[b] / categoryWeights[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        double leftWeight = 0;
        double leftSum = 0;
        double bestGain = 0;
        int best = -1;
        for (int i = 0; i < present.length - 1; i++) {
            leftWeight += categoryWeights[present[i]];
            leftSum += sums[present[i]];
            if (leftWeight < minLeaf || weight - leftWeight < minLeaf) {
                continue;
            }
            double gain = gain(leftWeight, leftSum, weight, sum);
            if (gain > bestGain) {
                bestGain = gain;
                best = i;
            }
        }
        return best < 0 ? null : Split.by(feature, subset(size, present, best, categoryWeights), bestGain);
    }

    /** Categories of which there are no samples go either way, so that trees disagree about them. */
    private boolean[] subset(int size, int[] present, int last, double[] categoryWeights) {
        boolean[] left = new boolean[size];
        for (int category = 0; category < size; category++) {
            left[category] = categoryWeights[category] == 0 && random.nextBoolean();
        }
        for (int i = 0; i <= last; i++) {
            left[present[i]] = true;
        }
        return left;
    }

    private static double gain(double leftWeight, double leftSum, double weight, double sum) {
        double rightWeight = weight - leftWeight;
        double difference = leftSum / leftWeight - (sum - leftSum) / rightWeight;
        return leftWeight * rightWeight / weight * difference * difference;
    }
}
