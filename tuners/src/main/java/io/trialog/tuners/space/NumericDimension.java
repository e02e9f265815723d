package io.trialog.tuners.space;

import io.trialog.spi.space.NumericDistribution;
import java.util.Optional;

/**
 * A dimension with order; coordinates are quantiles of its distribution, in [0, 1]. Those of stepped types are divided
 * into cells: all coordinates of a cell stand for one value.
 */
public final class NumericDimension implements Dimension {

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

    /** The values. */
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
        return distribution.toUnit(distribution.fromUnit(coordinate));
    }

    /** The coordinate of the value at a position in the ascending list of all values; for finite distributions. */
    double coordinateAt(long position) {
        return snap(steps.orElseThrow().coordinate(position));
    }
}
