package io.trialog.tuners.smac;

import io.trialog.tuners.space.ModelSpace;
import io.trialog.tuners.space.Point;
import io.trialog.tuners.space.SeenPoints;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Looks for the point that promises most, as SMAC3 does: local searches in the one-exchange neighbourhood from the best
 * results and from the best of many random points.
 */
final class AcquisitionSearch {

    private static final int RANDOM_POINTS = 1000;
    private static final int STARTS = 10;
    private static final int MAX_STEPS = 20;

    private record Scored(Point point, double score) {}

    private final Surrogate surrogate;
    private final Crowd crowd;
    private final SeenPoints seen;
    private final ModelSpace space;
    private final RandomGenerator random;

    AcquisitionSearch(ModelSpace space, Surrogate surrogate, Crowd crowd, SeenPoints seen, RandomGenerator random) {
        this.space = space;
        this.surrogate = surrogate;
        this.crowd = crowd;
        this.seen = seen;
        this.random = random;
    }

    /** The most promising point that is free, if any was found. */
    Optional<Point> best() {
        List<Scored> starts = new ArrayList<>(randomPoints());
        surrogate.points().stream().limit(STARTS).map(this::scored).forEach(starts::add);
        List<Scored> found = new ArrayList<>();
        for (Scored start : starts) {
            climb(start, found);
        }
        return found.stream().max(Comparator.comparingDouble(Scored::score)).map(Scored::point);
    }

    private Scored scored(Point point) {
        double[] input = point.coordinates();
        return new Scored(point, surrogate.logImprovement(input) - crowd.density(input));
    }

    private List<Scored> randomPoints() {
        List<Scored> all = new ArrayList<>();
        for (int i = 0; i < RANDOM_POINTS; i++) {
            all.add(scored(space.repaired(space.sample(random), random)));
        }
        all.sort(Comparator.comparingDouble(Scored::score).reversed());
        return all.subList(0, STARTS);
    }

    private void climb(Scored start, List<Scored> found) {
        Scored current = start;
        if (seen.isFree(current.point())) {
            found.add(current);
        }
        for (int step = 0; step < MAX_STEPS; step++) {
            Scored best = current;
            for (Point neighbour : Neighbourhood.of(current.point(), space, random)) {
                Scored scored = scored(neighbour);
                if (scored.score() > best.score() && seen.isFree(neighbour)) {
                    best = scored;
                }
            }
            if (best.score() <= current.score()) {
                return;
            }
            current = best;
            found.add(current);
        }
    }
}
