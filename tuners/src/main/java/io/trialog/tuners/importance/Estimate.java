package io.trialog.tuners.importance;

/**
 * What the trees of a forest say together.
 *
 * @param mean the mean over the trees
 * @param deviation by how much they differ: the standard deviation, 0 or more
 */
public record Estimate(double mean, double deviation) {

    /** Sums up what trees say, one after the other. For one thread. */
    static final class Sum {

        private double count;
        private double mean;
        private double squares;

        /** Welford's method, which loses no digits to large means. */
        void add(double value) {
            count++;
            double difference = value - mean;
            mean += difference / count;
            squares += difference * (value - mean);
        }

        Estimate estimate() {
            return new Estimate(mean, count == 0 ? 0 : Math.sqrt(squares / count));
        }
    }
}
