package io.trialog.projection;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;

/**
 * Trials by how good they are, best first, of equals the lower number first. Entries lie in blocks of some hundred, so that a page
 * costs the same wherever it begins, and a change no more than a look at one block. Any thread.
 */
final class Ranking {

    private static final int BLOCK = 512;

    private record Ranked(double loss, long number) implements Comparable<Ranked> {
        @Override
        public int compareTo(Ranked other) {
            int byLoss = Double.compare(loss, other.loss);
            return byLoss != 0 ? byLoss : Long.compare(number, other.number);
        }
    }

    /** In order, each in order, none empty. */
    private final List<List<Ranked>> blocks = new ArrayList<>();

    private int size;

    /** How many there are. */
    synchronized int size() {
        return size;
    }

    /** Adds a trial that is not there. */
    synchronized void add(double loss, long number) {
        Ranked entry = new Ranked(loss, number);
        size++;
        if (blocks.isEmpty()) {
            blocks.add(new ArrayList<>(List.of(entry)));
            return;
        }
        int at = Math.min(blockOf(entry), blocks.size() - 1);
        List<Ranked> block = blocks.get(at);
        block.add(-1 - Collections.binarySearch(block, entry), entry);
        if (block.size() > 2 * BLOCK) {
            List<Ranked> second = block.subList(BLOCK, block.size());
            blocks.add(at + 1, new ArrayList<>(second));
            second.clear();
        }
    }

    /** Removes a trial that is there with this loss. */
    synchronized void remove(double loss, long number) {
        Ranked entry = new Ranked(loss, number);
        int at = blockOf(entry);
        List<Ranked> block = blocks.get(at);
        block.remove(Collections.binarySearch(block, entry));
        size--;
        if (block.isEmpty()) {
            blocks.remove(at);
        }
    }

    /** The best; none while there is none. */
    synchronized OptionalLong best() {
        return blocks.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(blocks.get(0).get(0).number());
    }

    /** A part of them, best first. */
    synchronized List<Long> numbers(int offset, int limit) {
        List<Long> numbers = new ArrayList<>(Math.min(limit, size));
        int left = offset;
        for (List<Ranked> block : blocks) {
            for (int i = Math.min(left, block.size()); i < block.size(); i++) {
                if (numbers.size() == limit) {
                    return numbers;
                }
                numbers.add(block.get(i).number());
            }
            left -= Math.min(left, block.size());
        }
        return numbers;
    }

    /** All that are as good as the best. */
    synchronized List<Long> equallyBest() {
        List<Long> numbers = new ArrayList<>();
        double best = blocks.isEmpty() ? 0 : blocks.get(0).get(0).loss();
        for (List<Ranked> block : blocks) {
            for (Ranked entry : block) {
                if (entry.loss() != best) {
                    return numbers;
                }
                numbers.add(entry.number());
            }
        }
        return numbers;
    }

    /** The first block whose last entry does not come before this one; their number when there is none. */
    private int blockOf(Ranked entry) {
        int low = 0;
        int high = blocks.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            List<Ranked> block = blocks.get(middle);
            if (block.get(block.size() - 1).compareTo(entry) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
