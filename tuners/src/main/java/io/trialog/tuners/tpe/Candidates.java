package io.trialog.tuners.tpe;

import io.trialog.tuners.space.Point;
import io.trialog.tuners.space.SeenPoints;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Competing points, of which the one wins that is most likely among the better trials relative to the others. For one use. */
public final class Candidates {

    /** How many times as many may be drawn as compete, when most draws give points that are known. */
    private static final int MAX_DRAWS_PER_CANDIDATE = 4;

    private final ParzenEstimator below;
    private final ParzenEstimator above;
    private @Nullable Point best;
    private double bestScore;

    /**
     * None yet.
     *
     * @param below the density of the better trials
     * @param above the density of the others
     */
    public Candidates(ParzenEstimator below, ParzenEstimator above) {
        this.below = below;
        this.above = above;
    }

    /**
     * Lets points compete that are drawn from a density; random ones too, when nearly everything that it gives is known.
     *
     * @param count how many compete, 1 or more
     * @return the best point, the first one among equals; nothing when no point of a finite space is free
     */
    public Optional<Point> best(ParzenEstimator source, int count, SeenPoints seen, RandomGenerator random) {
        int free = 0;
        for (int draw = 0; draw < MAX_DRAWS_PER_CANDIDATE * count && free < count; draw++) {
            Point point = source.sample(random);
            if (seen.isFree(point)) {
                offer(point);
                free++;
            }
        }
        for (; free < count; free++) {
            seen.sampleUnseen(random).ifPresent(this::offer);
        }
        return Optional.ofNullable(best);
    }

    private void offer(Point point) {
        double score = below.logDensity(point) - above.logDensity(point);
        if (best == null || score > bestScore) {
            best = point;
            bestScore = score;
        }
    }
}
