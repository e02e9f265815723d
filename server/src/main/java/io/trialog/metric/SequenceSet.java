package io.trialog.metric;

import java.util.TreeSet;

/** A set of sequence numbers that mostly come in order: everything below a mark, and few above. */
final class SequenceSet {

    private long below;
    private final TreeSet<Long> above = new TreeSet<>();

    boolean contains(long sequence) {
        return sequence < below || above.contains(sequence);
    }

    void add(long sequence) {
        if (sequence > below) {
            above.add(sequence);
        } else if (sequence == below) {
            below++;
            while (!above.isEmpty() && above.first() == below) {
                above.pollFirst();
                below++;
            }
        }
    }

    long size() {
        return below + above.size();
    }

    @Override
    public String toString() {
        return "<" + below + " " + above;
    }
}
