package io.trialog.tuners.candidate;

import io.trialog.tuners.space.ModelSpace;
import io.trialog.tuners.space.Point;
import io.trialog.tuners.space.SeenPoints;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/**
 * Looks for the free point that a model rates highest: among all of a small finite space; else among random points and points
 * near the best results, the best of which then climb by random steps whose length adapts (one fifth success rule, Rechenberg
 * 1973). Costs about draws + 500 ratings.
 */
public final class PointSearch {

    private static final int ENUMERABLE = 2_000;
    private static final double[] DEVIATIONS = {0.2, 0.05, 0.01};
    private static final int CLIMBERS = 5;
    private static final int ROUNDS = 20;
    private static final int CHILDREN = 5;

    private record Rated(Point point, double rating) {}

    private static final Comparator<Rated> BEST_FIRST =
            Comparator.comparingDouble(Rated::rating).reversed();

    private final ModelSpace space;
    private final SeenPoints seen;
    private final RandomGenerator random;
    private final Neighbour neighbour;
    private final double sparse;

    /** A search among the points that were not seen. */
    public PointSearch(ModelSpace space, SeenPoints seen, RandomGenerator random) {
        this.space = space;
        this.seen = seen;
        this.random = random;
        this.neighbour = new Neighbour(space, random);
        this.sparse = Math.min(1, 2.0 / Math.max(1, space.dimensions().size()));
    }

    /**
     * The best point found; nothing when every point of a finite space was seen.
     *
     * @param rating larger is better; finite
     * @param elite the points of the best results, perhaps none
     * @param draws how many random points, and points near the elite, compete; 1 or more
     */
    public Optional<Point> best(ToDoubleFunction<Point> rating, List<Point> elite, int draws) {
        List<Rated> pool = new ArrayList<>();
        if (space.size() > 0 && space.size() <= ENUMERABLE) {
            for (long i = 0; i < space.size(); i++) {
                offer(space.pointAt(i), rating, pool);
            }
            return pool.stream().min(BEST_FIRST).map(Rated::point);
        }
        for (int i = 0; i < draws; i++) {
            boolean isNear = !elite.isEmpty() && i % 2 == 1;
            offer(isNear ? near(elite, i / 2) : space.sample(random), rating, pool);
        }
        if (pool.isEmpty()) {
            return seen.sampleUnseen(random);
        }
        pool.sort(BEST_FIRST);
        return pool.subList(0, Math.min(CLIMBERS, pool.size())).stream()
                .map(start -> climb(start, rating))
                .min(BEST_FIRST)
                .map(Rated::point);
    }

    private Point near(List<Point> elite, int turn) {
        double deviation = DEVIATIONS[turn % DEVIATIONS.length];
        return neighbour.of(
                elite.get(random.nextInt(elite.size())).coordinates(), deviation, turn % 2 == 0 ? 1 : sparse);
    }

    private Rated climb(Rated start, ToDoubleFunction<Point> rating) {
        Rated best = start;
        double deviation = 0.1;
        for (int round = 0; round < ROUNDS; round++) {
            List<Rated> children = new ArrayList<>();
            for (int child = 0; child < CHILDREN; child++) {
                offer(
                        neighbour.of(best.point().coordinates(), deviation, round % 2 == 0 ? sparse : 1),
                        rating,
                        children);
            }
            Rated next = children.stream().min(BEST_FIRST).orElse(best);
            boolean better = next.rating() > best.rating();
            best = better ? next : best;
            deviation = Math.min(0.5, Math.max(1e-4, deviation * (better ? 1.3 : 0.7)));
        }
        return best;
    }

    private void offer(Point point, ToDoubleFunction<Point> rating, List<Rated> pool) {
        Point allowed = space.repaired(point, random);
        if (seen.isFree(allowed)) {
            pool.add(new Rated(allowed, rating.applyAsDouble(allowed)));
        }
    }
}
