package io.trialog.tuners.forest;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A forest, and what it is worth on rows that it has not seen (Breiman's out-of-bag estimate).
 *
 * @param forest the forest
 * @param explained which part of the variance of the targets it explains where its trees have not seen them: 1 minus the mean
 *     squared error over the variance; at most 1, 0 or less when the mean of all would do as well, not-a-number when there is
 *     no variance
 */
public record TestedForest(RandomForest forest, double explained) {

    /** @param unseen for each row the mean over the trees that have not seen it; not-a-number when all have */
    static TestedForest of(RandomForest forest, double[] unseen, double[] targets) {
        int[] tested = IntStream.range(0, targets.length)
                .filter(row -> !Double.isNaN(unseen[row]))
                .toArray();
        double mean =
                Arrays.stream(tested).mapToDouble(row -> targets[row]).average().orElse(Double.NaN);
        double errors = 0;
        double squares = 0;
        for (int row : tested) {
            errors += (targets[row] - unseen[row]) * (targets[row] - unseen[row]);
            squares += (targets[row] - mean) * (targets[row] - mean);
        }
        return new TestedForest(forest, 1 - errors / squares);
    }
}
