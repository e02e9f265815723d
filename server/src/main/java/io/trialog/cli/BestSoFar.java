package io.trialog.cli;

import io.trialog.spi.tuner.Direction;
import org.jspecify.annotations.Nullable;

/** Follows the best value from result to result. Used by one thread. */
final class BestSoFar {

    /**
     * What a result is worth.
     *
     * @param isBest whether it is better than all before
     * @param change by how much its value differs from the best before; null when it is not the best, or the first
     */
    record Verdict(boolean isBest, @Nullable Double change) {

        static final Verdict NOT_BEST = new Verdict(false, null);
    }

    private final Direction direction;
    private @Nullable Double best;

    /** Starts from a best value that is known already, if there is one. */
    BestSoFar(Direction direction, @Nullable Double best) {
        this.direction = direction;
        this.best = best;
    }

    /** Takes in the value of a trial that succeeded. */
    Verdict take(@Nullable Double value) {
        if (value == null || !Double.isFinite(value)) {
            return Verdict.NOT_BEST;
        }
        Double before = best;
        if (before != null && !direction.isBetter(value, before)) {
            return Verdict.NOT_BEST;
        }
        best = value;
        return new Verdict(true, before == null ? null : (Double) (value - before));
    }
}
