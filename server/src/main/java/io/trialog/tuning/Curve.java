package io.trialog.tuning;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

/**
 * The intermediate values of a trial, in order. One thread adds; the lists that it gives are immutable, cost nothing to make, and may be
 * handed to any thread: a history of millions of reports would not fit into memory as copies.
 */
final class Curve {

    private double[] values = new double[8];
    private int size;

    void add(double value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size++] = value;
    }

    /** All values up to now. */
    List<Double> soFar() {
        return new Prefix(values, size);
    }

    /** What is behind its end changes, what is before never does. */
    private static final class Prefix extends AbstractList<Double> implements RandomAccess {

        private final double[] values;
        private final int size;

        Prefix(double[] values, int size) {
            this.values = values;
            this.size = size;
        }

        @Override
        public Double get(int index) {
            if (index < 0 || index >= size) {
                throw new IndexOutOfBoundsException("index: " + index + " (expected: 0 to " + (size - 1) + ")");
            }
            return values[index];
        }

        @Override
        public int size() {
            return size;
        }
    }
}
