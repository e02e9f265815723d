package io.trialog.tuners.space;

import io.trialog.spi.space.NumericDistribution;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A dimension with order; coordinates are quantiles of its distribution, in [0, 1]. Those of stepped types are divided
 * into cells: all coordinates of a cell stand for one value.
 */
public final class NumericDimension implements Dimension {

    /**
     * Coordinates are multiples of it. A quantile of a value of a quantile need not be the same quantile to the last bit;
     * with the last bits gone it is, so that a proposal is recognised when it comes back as an observation.
     */
    private static final double RESOLUTION = 0x1p-40;

    private final int index;
    private final Condition condition;
    private final NumericDistribution distribution;
    private final Optional<Steps> steps;

    NumericDimension(int index, Condition condition, NumericDistribution distribution) {
        this.index = index;
        this.condition = condition;
        this.distribution = distribution;
        this.steps = Steps.of(distribution);
    }

    @Override
    public int index() {
        return index;
    }

    @Override
    public Condition condition() {
        return condition;
    }

    @Override
    public double atQuantile(double u) {
        return u;
    }

    @Override
    public double draw(RandomGenerator random) {
        return random.nextDouble();
    }

    /** The values; for an ordinal parameter the places of its options, from 0. */
    public NumericDistribution distribution() {
        return distribution;
    }

    /** Whether values come in steps: integers and the {@code q} types. */
    public boolean isStepped() {
        return steps.isPresent();
    }

    /** Where the cell of a coordinate begins; the coordinate itself when there are no steps. */
    public double cellStart(double coordinate) {
        return steps.isEmpty() ? coordinate : steps.get().cellStart(coordinate);
    }

    /** Where the cell of a coordinate ends; the coordinate itself when there are no steps. */
    public double cellEnd(double coordinate) {
        return steps.isEmpty() ? coordinate : steps.get().cellEnd(coordinate);
    }

    /** The one coordinate that stands for the value of this coordinate, the same for its whole cell. */
    public double snap(double coordinate) {
        return coordinateOf(distribution.fromUnit(coordinate));
    }

    /** The coordinate that stands for a value. */
    double coordinateOf(double value) {
        return Math.rint(distribution.toUnit(value) / RESOLUTION) * RESOLUTION;
    }

    /** The coordinate of the value at a position in the ascending list of all values; for finite distributions. */
    double coordinateAt(long position) {
        return snap(steps.orElseThrow().coordinate(position));
    }
}
