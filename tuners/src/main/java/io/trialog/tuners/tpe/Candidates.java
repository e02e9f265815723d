package io.trialog.tuners.tpe;

import io.trialog.tuners.space.Point;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps the best of the points that are offered to it. */
final class Candidates {

    private final ParzenEstimator below;
    private final ParzenEstimator above;
    private @Nullable Point best;
    private double bestScore;

    /** Points are compared by how much more likely they are among the better trials than among the others. */
    Candidates(ParzenEstimator below, ParzenEstimator above) {
        this.below = below;
        this.above = above;
    }

    /** Considers a point. */
    void offer(Point point) {
        double score = below.logDensity(point) - above.logDensity(point);
        if (best == null || score > bestScore) {
            best = point;
            bestScore = score;
        }
    }

    /** The best point so far, the first one among equals. */
    Optional<Point> best() {
        return Optional.ofNullable(best);
    }
}
