package io.trialog.benchmarks;

import java.util.Arrays;

/** Every latency of a measurement: quantiles are exact. Not thread-safe. */
public final class Latencies {

    private long[] nanos = new long[1 << 16];
    private int count;

    /** Adds one, in nanoseconds. */
    public void add(long latencyNanos) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = latencyNanos;
    }

    /** How many there are. */
    public int count() {
        return count;
    }

    /**
     * The smallest latency that at least this part of all does not exceed.
     *
     * @param quantile above 0, at most 1
     * @return milliseconds; NaN when there is none
     */
    public double millis(double quantile) {
        if (count == 0) {
            return Double.NaN;
        }
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return sorted[(int) Math.ceil(quantile * count) - 1] / 1e6;
    }
}
