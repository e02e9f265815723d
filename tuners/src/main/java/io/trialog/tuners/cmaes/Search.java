package io.trialog.tuners.cmaes;

import io.trialog.tuners.history.Trial;
import io.trialog.tuners.space.ModelSpace;
import io.trialog.tuners.space.Point;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.LongFunction;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The state of CMA-ES, a fold over events in their order. At first it waits for start-up results and then begins around the best of them. From there on any lambda
 * results make a generation: those of the current distribution, late ones of earlier ones, and results from elsewhere. When the
 * distribution is spent, or brought nothing new for long, the search begins again elsewhere with twice the population (IPOP, Auger and Hansen 2005). Mutable.
 */
final class Search {

    /** Draws of one trial's stream among which its proposal is looked for: others were taken when it was proposed. */
    private static final int MAX_DRAWS = 8;

    private static final double SMALLEST_STEP = 1e-9;
    private static final int MAX_DOUBLINGS = 8;

    private static final class Individual {
        private final double[] coordinates;
        private final Trial trial;

        Individual(double[] coordinates, Trial trial) {
            this.coordinates = coordinates;
            this.trial = trial;
        }
    }

    private final ModelSpace space;
    private final CmaesSettings settings;
    private final long seed;
    private final LongFunction<RandomGenerator> randoms;
    private final Map<Long, double[]> pending = new HashMap<>(); // looked up only
    private final List<Trial> startUp = new ArrayList<>();
    private final List<Individual> generation = new ArrayList<>();
    private @Nullable Population population;
    private long generations;
    private int restarts;
    private int unimproved;
    private @Nullable Trial best;

    Search(ModelSpace space, CmaesSettings settings, long seed, LongFunction<RandomGenerator> randoms) {
        this.space = space;
        this.settings = settings;
        this.seed = seed;
        this.randoms = randoms;
    }

    /** What proposals are drawn from; nothing during start-up. */
    @Nullable
    Population population() {
        return population;
    }

    /** The tag of proposals that are made now. */
    String tag() {
        return "generation " + generations;
    }

    void proposed(long number, Point point, @Nullable String tag) {
        if (population == null || !tag().equals(tag)) {
            return;
        }
        RandomGenerator random = randoms.apply(number);
        for (int i = 0; i < MAX_DRAWS; i++) {
            double[] individual = population.draw(random);
            if (space.point(individual).equals(point)) {
                pending.put(number, individual);
                return;
            }
        }
    }

    void canceled(long number) {
        pending.remove(number);
    }

    void ended(Trial trial) {
        double[] drawn = pending.remove(trial.observation().trialNumber());
        if (population == null) {
            startUp.add(trial);
            tryToBegin();
            return;
        }
        Population current = population;
        generation.add(new Individual(drawn != null ? drawn : current.individual(trial.point()), trial));
        if (generation.size() >= current.lambda()) {
            adapt(current);
        }
    }

    private void tryToBegin() {
        List<Trial> usable = startUp.stream().filter(Trial::isUsable).toList();
        if (usable.size() < settings.startUp(space)) {
            return;
        }
        Trial centre = usable.stream().min(Comparator.naturalOrder()).orElseThrow();
        best = centre;
        Population begun = new Population(space, centre.point(), settings.sigma(), settings.lambda(space));
        begun.learnCategories(usable.stream().sorted().map(Trial::point).toList());
        population = begun;
        startUp.clear();
    }

    private void adapt(Population current) {
        List<Individual> usable = generation.stream()
                .filter(individual -> individual.trial.isUsable())
                .sorted(Comparator.comparing((Individual individual) -> individual.trial))
                .toList();
        generation.clear();
        generations++;
        unimproved++;
        if (!usable.isEmpty()) {
            current.update(
                    usable.stream().map(individual -> individual.coordinates).toList(),
                    usable.stream().map(individual -> individual.trial.point()).toList());
            Trial champion = usable.get(0).trial;
            if (best == null || champion.compareTo(best) < 0) {
                best = champion;
                unimproved = 0;
            }
        }
        int patience = 10 + 30 * space.dimensions().size() / current.lambda();
        if (current.isSpent(SMALLEST_STEP) || unimproved > patience) {
            restart();
        }
    }

    private void restart() {
        restarts++;
        unimproved = 0;
        best = null;
        Point centre = space.sample(new SplittableRandom(seed + restarts));
        int lambda = settings.lambda(space) << Math.min(restarts, MAX_DOUBLINGS);
        population = new Population(space, centre, settings.sigma(), lambda);
    }
}
