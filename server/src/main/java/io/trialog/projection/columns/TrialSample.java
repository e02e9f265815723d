package io.trialog.projection.columns;

import io.trialog.projection.Standings;
import io.trialog.projection.TrialRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;

/**
 * Trials that stand for all: about as many as wanted, spread evenly over the numbers, and beside them whatever a chart must not
 * lack: every improvement of the best so far, by number and by time, the best and the newest. Whether a trial is among those
 * spread depends on its number and on how many there are: when more come, some leave, and only new ones enter.
 */
public final class TrialSample {

    static final int BEST = 100;
    static final int NEWEST = 200;

    /** The golden ratio as a fraction of 2^64: multiples of it lie evenly in the range however many there are (Knuth, TAOCP 3, 6.4). */
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private TrialSample() {}

    /**
     * The trials, by number.
     *
     * @param rows all trials by number
     * @param points how many of them are wanted, 1 or more; all are given when they are no more
     * @param standings which of them are better
     */
    public static List<TrialRow> of(List<TrialRow> rows, int points, Standings standings) {
        if (rows.size() <= points) {
            return rows;
        }
        BitSet chosen = new BitSet(rows.size());
        double share = (double) points / rows.size();
        for (int i = 0; i < rows.size(); i++) {
            if (place(rows.get(i).number()) < share) {
                chosen.set(i);
            }
        }
        chosen.set(Math.max(0, rows.size() - NEWEST), rows.size());
        keepBest(rows, standings, chosen);
        List<TrialRow> sample = new ArrayList<>(chosen.cardinality());
        chosen.stream().forEach(i -> sample.add(rows.get(i)));
        return sample;
    }

    /** In [0, 1). */
    private static double place(long number) {
        return ((number * GOLDEN) >>> 11) * 0x1.0p-53;
    }

    private record Ranked(int index, double loss, Instant endedAt) {}

    private static void keepBest(List<TrialRow> rows, Standings standings, BitSet chosen) {
        List<Ranked> ranked = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            TrialRow row = rows.get(i);
            if (row.isRanked()) {
                Instant end = Objects.requireNonNullElse(row.endedAt(), Instant.MAX);
                ranked.add(new Ranked(i, standings.loss(row), end));
            }
        }
        keepImprovements(ranked, chosen);
        keepTop(ranked, chosen);
        ranked.sort(Comparator.comparing(Ranked::endedAt));
        keepImprovements(ranked, chosen);
    }

    private static void keepImprovements(List<Ranked> ranked, BitSet chosen) {
        double best = Double.POSITIVE_INFINITY;
        for (Ranked one : ranked) {
            if (one.loss < best) {
                best = one.loss;
                chosen.set(one.index);
            }
        }
    }

    private static void keepTop(List<Ranked> ranked, BitSet chosen) {
        Comparator<Ranked> worstFirst = Comparator.comparingDouble(Ranked::loss)
                .thenComparingInt(Ranked::index)
                .reversed();
        PriorityQueue<Ranked> top = new PriorityQueue<>(BEST + 1, worstFirst);
        for (Ranked one : ranked) {
            top.add(one);
            if (top.size() > BEST) {
                top.remove();
            }
        }
        top.forEach(one -> chosen.set(one.index));
    }
}
