package io.trialog.tuners.fidelity;

import io.trialog.spi.space.Parameter;
import io.trialog.spi.space.SearchSpace;
import io.trialog.spi.space.Uniform;
import io.trialog.spi.testkit.FakeTunerContext;
import io.trialog.spi.testkit.Simulation;
import io.trialog.spi.tuner.Direction;
import io.trialog.spi.tuner.Suggestion;
import io.trialog.spi.tuner.TunerFactory;
import io.trialog.tuners.random.RandomTunerFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Trials whose loss falls with their budget towards a value that is the configuration's own: {@code quality + 2 / (1 + b)} and
 * some noise that fades with the budget b. A little budget tells good from bad, not good from better.
 */
public final class LearningCurves {

    private static final int SEEDS = 11;
    private static final SearchSpace SPACE = SearchSpace.of(IntStream.range(0, 4)
            .mapToObj(i -> new Parameter("x" + i, new Uniform(0, 1)))
            .toList());

    private LearningCurves() {}

    /** What is searched: a cube. */
    public static SearchSpace space() {
        return SPACE;
    }

    /** The loss of a trial after its budget. */
    public static double loss(long trialNumber, Suggestion suggestion) {
        double budget = suggestion.budget().orElseThrow();
        double noise = Math.sin(1000 * (trialNumber + 1)) * 0.3 / (1 + budget);
        return quality(suggestion) + 2 / (1 + budget) + noise;
    }

    /** What a configuration comes to in the end, 0 at best. */
    public static double quality(Suggestion suggestion) {
        return IntStream.range(0, 4)
                .mapToDouble(i -> Math.abs(suggestion.configuration().number("x" + i) - 0.2 - 0.15 * i))
                .sum();
    }

    /**
     * The median over seeds of the best quality among the trials with the largest budget, when all trials together may spend
     * as much as {@code complete} trials with the largest budget.
     */
    public static double medianQuality(
            TunerFactory factory, Map<String, ?> classArgs, int concurrency, double largest, int complete) {
        double[] best = new double[SEEDS];
        for (int seed = 0; seed < SEEDS; seed++) {
            Simulation simulation = new Simulation(
                            FakeTunerContext.of(SPACE)
                                    .withSeed(seed)
                                    .withClassArgs(classArgs)
                                    .create(factory),
                            Direction.MINIMIZE)
                    .withConcurrency(concurrency);
            while (spent(simulation.suggestions()) < largest * complete) {
                simulation.train(1, LearningCurves::loss);
            }
            best[seed] = simulation.suggestions().stream()
                    .filter(suggestion -> suggestion.budget().orElseThrow() == largest)
                    .mapToDouble(LearningCurves::quality)
                    .min()
                    .orElseThrow();
        }
        return median(best);
    }

    /** The same for random search, which spends the largest budget on every trial. */
    public static double medianQualityOfRandom(int complete) {
        double[] best = new double[SEEDS];
        for (int seed = 0; seed < SEEDS; seed++) {
            best[seed] = new Simulation(
                            FakeTunerContext.of(SPACE).withSeed(seed).create(new RandomTunerFactory()),
                            Direction.MINIMIZE)
                    .train(complete, (number, suggestion) -> quality(suggestion))
                    .best()
                    .orElseThrow();
        }
        return median(best);
    }

    /** How much trials spend that continue from checkpoints. */
    static double spent(List<Suggestion> suggestions) {
        return suggestions.stream()
                .mapToDouble(suggestion -> suggestion.budget().orElseThrow()
                        - suggestion.parent().stream()
                                .mapToDouble(parent ->
                                        suggestions.get((int) parent).budget().orElseThrow())
                                .sum())
                .sum();
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
