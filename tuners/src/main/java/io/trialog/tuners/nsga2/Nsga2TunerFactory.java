package io.trialog.tuners.nsga2;

import io.trialog.spi.AlgorithmProfile;
import io.trialog.spi.option.OptionSchema;
import io.trialog.spi.option.OptionSpec;
import io.trialog.spi.tuner.Tuner;
import io.trialog.spi.tuner.TunerContext;
import io.trialog.spi.tuner.TunerFactory;
import io.trialog.tuners.option.CommonOptions;
import java.util.List;

/** Makes {@code NSGA2}, the non-dominated sorting genetic algorithm. */
public final class Nsga2TunerFactory implements TunerFactory {

    private static final String POPULATION = "population_size";
    private static final int DEFAULT_POPULATION = 50;
    private static final int SMALLEST_DEFAULT = 10;
    private static final int GENERATIONS = 5;

    @Override
    public String name() {
        return "NSGA2";
    }

    @Override
    public List<String> aliases() {
        return List.of("NSGA-II", "NSGAII");
    }

    @Override
    public String description() {
        return "breeds a population towards the whole front of several objectives";
    }

    @Override
    public AlgorithmProfile profile() {
        return AlgorithmProfile.useFor("several objectives, any kind of parameters, many or parallel trials")
                .withSearchSpaces("all types, nested ones too")
                .withParallelism("any number; best up to the population")
                .withBudget("200 trials and more")
                .withCost("about 0.1 ms, whatever the number of results")
                .withSource("Deb, Pratap, Agarwal, Meyarivan: NSGA-II, IEEE TEVC 6(2), 2002");
    }

    @Override
    public OptionSchema options() {
        return OptionSchema.of(
                CommonOptions.optimizeMode(),
                CommonOptions.seed(),
                OptionSpec.integer(
                                POPULATION,
                                "how many results are parents; by default 50, or a fifth of the trials when these are few")
                        .atLeast(4)
                        .atMost(100_000));
    }

    @Override
    public boolean isMultiObjective() {
        return true;
    }

    @Override
    public Tuner create(TunerContext context) {
        int population = context.options().has(POPULATION)
                ? (int) context.options().integer(POPULATION)
                : defaultPopulation(context);
        return new Nsga2Tuner(context, population);
    }

    private static int defaultPopulation(TunerContext context) {
        int share = context.maxTrials().orElse(Integer.MAX_VALUE) / GENERATIONS;
        return Math.min(DEFAULT_POPULATION, Math.max(SMALLEST_DEFAULT, share));
    }
}
