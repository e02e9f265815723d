package io.trialog.tuners.qmc;

import io.trialog.tuners.space.ModelSpace;
import io.trialog.tuners.space.Point;
import io.trialog.tuners.space.SeenPoints;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Points that fill a model space evenly: a scrambled {@link SobolSequence} with one coordinate for each dimension, used or not.
 * Numeric dimensions take it as their quantile, categorical ones are divided into stretches as long as their categories are likely. Immutable.
 */
public final class SobolDesign {

    /** So far behind a point stand those that may replace it; they are the point shifted digit by digit. */
    private static final long STRIDE = 1L << 20;

    private static final int MAX_REPLACEMENTS = 32;

    private final ModelSpace space;
    private final SobolSequence sequence;

    /** The points of this space and seed. */
    public SobolDesign(ModelSpace space, long seed) {
        this.space = space;
        this.sequence = SobolSequence.scrambled(Math.max(1, space.dimensions().size()), seed);
    }

    /**
     * A point of the design, whether the space's constraints allow it or not.
     *
     * @param index 0 or more
     */
    public Point point(long index) {
        double[] quantiles = sequence.point(index);
        return space.choose(dimension -> dimension.atQuantile(quantiles[dimension.index()]));
    }

    /**
     * The point of this index, or when it is not free a later one that nobody else's index means, or a random one. Nothing
     * when a finite space has no free points left.
     *
     * @param index 0 or more, below 2^20 for the best spread
     */
    public Optional<Point> freePoint(long index, SeenPoints seen, RandomGenerator random) {
        for (int replacement = 0; replacement < MAX_REPLACEMENTS; replacement++) {
            Point point = point(index + replacement * STRIDE);
            if (seen.isFree(point)) {
                return Optional.of(point);
            }
        }
        return seen.sampleUnseen(random);
    }
}
