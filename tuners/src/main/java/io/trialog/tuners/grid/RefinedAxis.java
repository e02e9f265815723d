package io.trialog.tuners.grid;

import io.trialog.spi.space.NumericDistribution;
import java.util.ArrayList;
import java.util.List;

/**
 * An axis that begins with the median and halves its intervals of quantiles at each refinement: .5, then .25 and .75, and
 * so on. An interval whose ends have the same value after rounding is not halved any more. Mutable.
 */
final class RefinedAxis implements Axis {

    private static final int MAX_DEPTH = 50; // quantiles are dyadic fractions with 52 bits

    private record Interval(double low, double high) {}

    private final NumericDistribution distribution;
    private final List<Double> quantiles = new ArrayList<>(List.of(0.5));
    private List<Interval> intervals = List.of(new Interval(0, 0.5), new Interval(0.5, 1));
    private int depth = 1;

    RefinedAxis(NumericDistribution distribution) {
        this.distribution = distribution;
    }

    @Override
    public long size() {
        return quantiles.size();
    }

    @Override
    public double coordinate(long place) {
        return quantiles.get(Math.toIntExact(place));
    }

    @Override
    public boolean isRefinable() {
        long all = distribution.cardinality();
        return depth < MAX_DEPTH && !intervals.isEmpty() && (all == 0 || quantiles.size() < all);
    }

    @Override
    public boolean refine() {
        if (!isRefinable()) {
            return false;
        }
        int before = quantiles.size();
        List<Interval> halves = new ArrayList<>();
        for (Interval interval : intervals) {
            double middle = (interval.low() + interval.high()) / 2;
            boolean differsBelow = differ(interval.low(), middle);
            boolean differsAbove = differ(middle, interval.high());
            // the quantiles 0 and 1 are no values of the grid: a middle that rounds to theirs is new
            if ((differsBelow || interval.low() == 0) && (differsAbove || interval.high() == 1)) {
                quantiles.add(middle);
            }
            if (differsBelow) {
                halves.add(new Interval(interval.low(), middle));
            }
            if (differsAbove) {
                halves.add(new Interval(middle, interval.high()));
            }
        }
        intervals = halves;
        depth++;
        return quantiles.size() > before;
    }

    private boolean differ(double low, double high) {
        return distribution.fromUnit(low) < distribution.fromUnit(high);
    }
}
