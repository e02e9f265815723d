package io.trialog.tuners.bohb;

import io.trialog.spi.space.SearchSpace;
import io.trialog.spi.tuner.Observation;
import io.trialog.spi.tuner.TunerContext;
import io.trialog.tuners.fidelity.Sampler;
import io.trialog.tuners.history.History;
import io.trialog.tuners.history.Trial;
import io.trialog.tuners.space.ModelSpace;
import io.trialog.tuners.space.Point;
import io.trialog.tuners.space.SeenPoints;
import io.trialog.tuners.tpe.Bandwidths;
import io.trialog.tuners.tpe.Candidates;
import io.trialog.tuners.tpe.ParzenEstimator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Where BOHB's configurations come from (Falkner et al., arXiv:1807.01774, section 3 and algorithm 2): a share of them is
 * random, the others are what is most likely under a density of the good results relative to one of the bad results, both
 * of the largest budget that has enough of them. Every budget has its own results, as those of different budgets cannot be
 * compared.
 *
 * <p>The densities are those of TPE here, with the prior as one component and kernels of fixed instead of the points' own
 * width: better results come of it, and the good ones need not be as many as there are parameters. Bad are besides: what
 * failed, with any smaller budget too; and new configurations that run, so that parallel proposals keep apart.
 *
 * <p>Mutable; for one thread. A proposal costs O(n + m d c) for n results, of which the m good ones and newest 1,000 others
 * are modelled, d parameters and c candidates.
 */
final class ModelSampler implements Sampler {

    private static final int MAX_BAD = 1000;
    private static final double PRIOR_WEIGHT = 1;

    private final TunerContext context;
    private final BohbSettings settings;
    private final double maxBudget;
    private final NavigableMap<Double, History> results = new TreeMap<>();
    private ModelSpace space;

    /**
     * Knows no result.
     *
     * @param maxBudget the budget of results that do not say theirs, or say a larger one
     */
    ModelSampler(TunerContext context, BohbSettings settings, double maxBudget) {
        this.context = context;
        this.settings = settings;
        this.maxBudget = maxBudget;
        this.space = ModelSpace.of(context.searchSpace());
    }

    @Override
    public Optional<Point> draw(SeenPoints seen, List<Point> running, RandomGenerator random) {
        boolean isRandom = random.nextDouble() < settings.randomFraction();
        Optional<Map.Entry<Double, History>> budget = isRandom ? Optional.empty() : modelled();
        return budget.isPresent()
                ? likeGood(budget.get().getKey(), budget.get().getValue(), seen, running, random)
                : seen.sampleUnseen(random);
    }

    /** The largest budget that has enough results. */
    private Optional<Map.Entry<Double, History>> modelled() {
        return results.descendingMap().entrySet().stream()
                .filter(budget -> hasEnough(budget.getValue()))
                .findFirst();
    }

    private boolean hasEnough(History history) {
        int least = settings.minPoints().orElse(space.dimensions().size() + 1) + 2;
        return history.usableCount() > 0 && history.endedCount() >= least;
    }

    private Optional<Point> likeGood(
            double budget, History history, SeenPoints seen, List<Point> running, RandomGenerator random) {
        List<Trial> best = history.best(settings.goodCount(history.usableCount()));
        List<Point> good = best.stream().map(Trial::point).toList();
        List<Point> bad = new ArrayList<>();
        Stream.concat(
                        history.newestWithout(best, MAX_BAD).stream(),
                        results.headMap(budget).values().stream()
                                .flatMap(smaller -> smaller.ended().stream())
                                .filter(trial -> !trial.isUsable()))
                .map(Trial::point)
                .forEach(bad::add);
        bad.addAll(withoutResult(running));
        Candidates candidates = new Candidates(estimator(good, 1), estimator(bad, 1));
        return candidates.best(estimator(good, settings.bandwidthFactor()), settings.samples(), seen, random);
    }

    private Set<Point> withoutResult(List<Point> running) {
        Set<Point> points = new LinkedHashSet<>(running);
        results.values().forEach(history -> history.ended().forEach(trial -> points.remove(trial.point())));
        return points;
    }

    private ParzenEstimator estimator(List<Point> points, double bandwidthFactor) {
        double[] weights = new double[points.size()];
        Arrays.fill(weights, 1);
        return new ParzenEstimator(
                space, points, weights, PRIOR_WEIGHT, new Bandwidths(settings.minBandwidth(), bandwidthFactor));
    }

    @Override
    public void observe(List<Observation> observations) {
        for (Observation observation : observations) {
            double budget = Math.min(observation.budget().orElse(maxBudget), maxBudget);
            results.computeIfAbsent(budget, first -> new History(space, context.direction()))
                    .observe(List.of(observation));
        }
    }

    @Override
    public void updateSearchSpace(SearchSpace searchSpace) {
        space = ModelSpace.of(searchSpace);
        results.values().forEach(history -> history.updateSearchSpace(searchSpace));
    }
}
