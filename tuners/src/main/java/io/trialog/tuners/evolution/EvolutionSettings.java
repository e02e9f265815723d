package io.trialog.tuners.evolution;

import io.trialog.spi.option.OptionSchema;
import io.trialog.spi.option.OptionSpec;
import io.trialog.spi.option.Options;
import io.trialog.tuners.option.CommonOptions;

/**
 * The arguments of evolution.
 *
 * @param population how many of the newest results live, 2 or more
 * @param sample how many of them, drawn at random, compete to be a parent, 1 or more
 */
record EvolutionSettings(int population, int sample) {

    private static final String POPULATION = "population_size";
    private static final String SAMPLE = "sample_size";
    private static final int FOUNDERS = 10;
    private static final int MANY = 1_000_000;

    static OptionSchema schema() {
        return OptionSchema.of(
                CommonOptions.optimizeMode(),
                CommonOptions.seed(),
                OptionSpec.integer(POPULATION, "how many of the newest results live; older ones have no children")
                        .atLeast(2)
                        .atMost(MANY)
                        .defaultsTo(32),
                OptionSpec.integer(SAMPLE, "how many of them, drawn at random, compete to be a parent")
                        .atLeast(1)
                        .atMost(MANY)
                        .defaultsTo(10));
    }

    static EvolutionSettings of(Options options) {
        return new EvolutionSettings((int) options.integer(POPULATION), (int) options.integer(SAMPLE));
    }

    /** How many random trials begin the search; the population then grows by children. */
    int founders() {
        return Math.min(population, FOUNDERS);
    }
}
