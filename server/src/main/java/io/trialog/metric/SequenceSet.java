package io.trialog.metric;

import java.util.Arrays;

/**
 * A set of sequence numbers, 0 or more, that mostly come in order. Immutable: ranges with gaps between them, so that a copy
 * with one number more is cheap while the gaps are few.
 */
final class SequenceSet {

    static final SequenceSet EMPTY = new SequenceSet(new long[0]);

    /** First number of a range and the one after its last, in turns; ascending, no range touches the next. */
    private final long[] bounds;

    private SequenceSet(long[] bounds) {
        this.bounds = bounds;
    }

    /** Reads what {@link #ranges} gives. */
    static SequenceSet of(String ranges) {
        if (ranges.isEmpty()) {
            return EMPTY;
        }
        String[] parts = ranges.split(",", -1);
        long[] bounds = new long[2 * parts.length];
        for (int i = 0; i < parts.length; i++) {
            int dash = parts[i].indexOf('-');
            bounds[2 * i] = Long.parseLong(parts[i].substring(0, dash < 0 ? parts[i].length() : dash));
            bounds[2 * i + 1] = Long.parseLong(parts[i].substring(dash + 1)) + 1;
        }
        return new SequenceSet(bounds);
    }

    boolean contains(long sequence) {
        return after(sequence) % 2 != 0;
    }

    SequenceSet with(long sequence) {
        int at = after(sequence);
        if (at % 2 != 0) {
            return this;
        }
        boolean continues = at > 0 && bounds[at - 1] == sequence;
        boolean leads = at < bounds.length && bounds[at] == sequence + 1;
        if (continues && leads) {
            return new SequenceSet(spliced(at - 1, at + 1));
        }
        if (continues) {
            return new SequenceSet(changed(at - 1, sequence + 1));
        }
        if (leads) {
            return new SequenceSet(changed(at, sequence));
        }
        return new SequenceSet(spliced(at, at, sequence, sequence + 1));
    }

    /** One more than the highest number; 0 for none. */
    long end() {
        return bounds.length == 0 ? 0 : bounds[bounds.length - 1];
    }

    long size() {
        long size = 0;
        for (int i = 0; i < bounds.length; i += 2) {
            size += bounds[i + 1] - bounds[i];
        }
        return size;
    }

    /** For people and snapshots: {@code 0-41,43}. */
    String ranges() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < bounds.length; i += 2) {
            text.append(i == 0 ? "" : ",").append(bounds[i]);
            if (bounds[i + 1] - bounds[i] > 1) {
                text.append('-').append(bounds[i + 1] - 1);
            }
        }
        return text.toString();
    }

    /** Every number: all below a mark, and those above it. */
    @Override
    public String toString() {
        boolean fromZero = bounds.length > 0 && bounds[0] == 0;
        StringBuilder text =
                new StringBuilder("<").append(fromZero ? bounds[1] : 0).append(" [");
        String separator = "";
        for (int i = fromZero ? 2 : 0; i < bounds.length; i += 2) {
            for (long sequence = bounds[i]; sequence < bounds[i + 1]; sequence++) {
                text.append(separator).append(sequence);
                separator = ", ";
            }
        }
        return text.append(']').toString();
    }

    /** How many bounds are at or below a number; odd when it is in a range. */
    private int after(long sequence) {
        int last = bounds.length - 1;
        if (last < 0 || sequence >= bounds[last]) {
            return bounds.length; // nearly always: in order
        }
        int found = Arrays.binarySearch(bounds, sequence);
        return found >= 0 ? found + 1 : -found - 1;
    }

    private long[] changed(int at, long bound) {
        long[] next = bounds.clone();
        next[at] = bound;
        return next;
    }

    /** The bounds with others in place of those between two indices. */
    private long[] spliced(int from, int to, long... others) {
        long[] next = new long[bounds.length - (to - from) + others.length];
        System.arraycopy(bounds, 0, next, 0, from);
        System.arraycopy(others, 0, next, from, others.length);
        System.arraycopy(bounds, to, next, from + others.length, bounds.length - to);
        return next;
    }
}
