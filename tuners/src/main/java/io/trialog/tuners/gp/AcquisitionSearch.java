package io.trialog.tuners.gp;

import io.trialog.tuners.candidate.Neighbour;
import io.trialog.tuners.space.Dimension;
import io.trialog.tuners.space.ModelSpace;
import io.trialog.tuners.space.NumericDimension;
import io.trialog.tuners.space.Point;
import io.trialog.tuners.space.SeenPoints;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Looks for the free point of the largest gain: among all of a small finite space; else among random points and points near the
 * best results, from the best of which it climbs, by mutation over all dimensions and by gradient over continuous ones.
 */
final class AcquisitionSearch {

    private static final int ENUMERABLE = 2_000;
    private static final double[] DEVIATIONS = {0.2, 0.05, 0.01};
    private static final double[] SPARSE_DEVIATIONS = {0.1, 0.02};
    private static final int ROUNDS = 20;
    private static final int CHILDREN = 6;
    private static final int CLIMB_STEPS = 30;
    private static final double SMALL_STEP = 0.05;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Candidate(Point point, double[] coordinates, double gain) {}

    private static final Comparator<Candidate> BEST_FIRST =
            Comparator.comparingDouble(Candidate::gain).reversed();

    private final ModelSpace space;
    private final SeenPoints seen;
    private final RandomGenerator random;
    private final Neighbour neighbour;
    private final int draws;
    private final int starts;

    /**
     * A search.
     *
     * @param draws how many random points, 1 or more
     * @param starts how many of the best points climb, 1 or more
     */
    AcquisitionSearch(ModelSpace space, SeenPoints seen, RandomGenerator random, int draws, int starts) {
        this.space = space;
        this.seen = seen;
        this.random = random;
        this.neighbour = new Neighbour(space, random);
        this.draws = draws;
        this.starts = starts;
    }

    /**
     * The best point found; nothing when every point of a finite space was seen.
     *
     * @param elite coordinates of the best results
     */
    Optional<Candidate> best(Acquisition acquisition, List<double[]> elite) {
        List<Candidate> pool = new ArrayList<>();
        if (space.size() > 0 && space.size() <= ENUMERABLE) {
            for (long i = 0; i < space.size(); i++) {
                offer(space.pointAt(i), acquisition, pool);
            }
            return pool.stream().max(Comparator.comparingDouble(Candidate::gain));
        }
        for (int i = 0; i < draws; i++) {
            offer(space.sample(random), acquisition, pool);
        }
        int n = space.dimensions().size();
        for (double deviation : DEVIATIONS) {
            for (int i = 0; i < draws * 3 / 20; i++) {
                offer(near(elite, deviation, Math.min(1, Math.max(20.0 / n, 0.3))), acquisition, pool);
            }
        }
        for (double deviation : SPARSE_DEVIATIONS) {
            for (int i = 0; i < draws / 10; i++) {
                offer(near(elite, deviation, Math.min(1, 2.0 / n)), acquisition, pool);
            }
        }
        if (pool.isEmpty()) {
            return seen.sampleUnseen(random).map(point -> candidate(point, acquisition));
        }
        List<Candidate> climbers = climbers(pool);
        boolean smooth = climbers.stream()
                .anyMatch(candidate -> !slopes(candidate.point()).isEmpty());
        climbByMutation(acquisition, climbers, smooth ? ROUNDS / 2 : ROUNDS);
        climbers.sort(BEST_FIRST);
        Candidate winner = climbers.get(0);
        for (Candidate candidate : climbers.subList(0, (climbers.size() + 1) / 2)) {
            Candidate climbed = climbByGradient(acquisition, candidate);
            winner = climbed.gain() > winner.gain() ? climbed : winner;
        }
        return Optional.of(winner);
    }

    /** The best half by gain, the others drawn with a probability that grows with it, so that not all are on one hill. */
    private List<Candidate> climbers(List<Candidate> pool) {
        pool.sort(BEST_FIRST);
        int best = Math.min((starts + 1) / 2, pool.size());
        List<Candidate> climbers = new ArrayList<>(pool.subList(0, best));
        // the k largest of log-weights with Gumbel noise are a draw of k without replacement
        record Lot(Candidate candidate, double key) {}
        pool.subList(best, pool.size()).stream()
                .map(candidate -> new Lot(candidate, candidate.gain() - Math.log(-Math.log(random.nextDouble()))))
                .sorted(Comparator.comparingDouble(Lot::key).reversed())
                .limit(starts - best)
                .forEach(lot -> climbers.add(lot.candidate()));
        return climbers;
    }

    private Point near(List<double[]> elite, double deviation, double share) {
        return neighbour.of(elite.get(random.nextInt(elite.size())), deviation, share);
    }

    private void offer(Point point, Acquisition acquisition, List<Candidate> pool) {
        Point allowed = space.repaired(point, random);
        if (seen.isFree(allowed)) {
            pool.add(candidate(allowed, acquisition));
        }
    }

    private static Candidate candidate(Point point, Acquisition acquisition) {
        double[] coordinates = point.coordinates();
        return new Candidate(point, coordinates, acquisition.at(coordinates));
    }

    private void climbByMutation(Acquisition acquisition, List<Candidate> climbers, int rounds) {
        double[] deviations = Lbfgs.bound(climbers.size(), 0.1);
        double sparse = Math.min(1, 2.0 / space.dimensions().size());
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < climbers.size(); i++) {
                Candidate parent = climbers.get(i);
                List<Candidate> children = new ArrayList<>();
                for (int child = 0; child < CHILDREN; child++) {
                    Point point = neighbour.of(parent.coordinates(), deviations[i], round % 2 == 1 ? 1 : sparse);
                    offer(point, acquisition, children);
                }
                Candidate best = parent;
                for (Candidate child : children) {
                    best = child.gain() > best.gain() ? child : best;
                }
                deviations[i] =
                        Math.min(Math.max(deviations[i] * (best.gain() > parent.gain() ? 1.2 : 0.7), 1e-4), 0.5);
                climbers.set(i, best);
            }
        }
    }

    /** The dimensions along which one may move smoothly: continuous ones, and those of small steps. */
    private List<Integer> slopes(Point point) {
        List<Integer> slopes = new ArrayList<>();
        for (Dimension dimension : space.dimensions()) {
            if (point.has(dimension) && dimension instanceof NumericDimension numeric) {
                double coordinate = point.at(dimension);
                if (numeric.cellEnd(coordinate) - numeric.cellStart(coordinate) < SMALL_STEP) {
                    slopes.add(dimension.index());
                }
            }
        }
        return slopes;
    }

    private Candidate climbByGradient(Acquisition acquisition, Candidate from) {
        List<Integer> continuous = slopes(from.point());
        int n = continuous.size();
        if (n == 0) {
            return from;
        }
        double[] all = from.coordinates().clone();
        double[] start = new double[n];
        for (int i = 0; i < n; i++) {
            start[i] = all[continuous.get(i)];
        }
        double[] full = new double[all.length];
        Lbfgs.Objective descent = (x, gradient) -> {
            scatter(x, continuous, all);
            double gain = acquisition.at(all, full);
            for (int i = 0; i < n; i++) {
                gradient[i] = -full[continuous.get(i)];
            }
            return -gain;
        };
        Lbfgs search = new Lbfgs(Lbfgs.bound(n, 0), Lbfgs.bound(n, 1), CLIMB_STEPS, 1e-5);
        scatter(search.minimize(descent, start).x(), continuous, all);
        List<Candidate> top = new ArrayList<>();
        offer(space.point(all), acquisition, top);
        return top.isEmpty() ? from : top.get(0);
    }

    private static void scatter(double[] x, List<Integer> indices, double[] all) {
        for (int i = 0; i < x.length; i++) {
            all[indices.get(i)] = x[i];
        }
    }
}
