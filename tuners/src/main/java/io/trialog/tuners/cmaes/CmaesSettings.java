package io.trialog.tuners.cmaes;

import io.trialog.spi.option.OptionSchema;
import io.trialog.spi.option.OptionSpec;
import io.trialog.spi.option.Options;
import io.trialog.tuners.option.CommonOptions;
import io.trialog.tuners.space.ModelSpace;
import io.trialog.tuners.space.NumericDimension;

/**
 * What a user may set.
 *
 * @param population how many results make a generation; 0 for 4 + floor(3 ln d)
 * @param sigma the first standard deviation, in units of the range
 */
record CmaesSettings(int population, double sigma) {

    private static final String POPULATION = "population_size";
    private static final String SIGMA = "sigma";

    static OptionSchema schema() {
        return OptionSchema.of(
                CommonOptions.optimizeMode(),
                CommonOptions.seed(),
                OptionSpec.integer(POPULATION, "results in a generation; by default 4 + 3 ln(parameters)")
                        .atLeast(4)
                        .atMost(100_000),
                OptionSpec.number(SIGMA, "first standard deviation, in units of each parameter's range")
                        .above(0)
                        .atMost(1)
                        .defaultsTo(1.0 / 6));
    }

    static CmaesSettings of(Options options) {
        int population = options.has(POPULATION) ? (int) options.integer(POPULATION) : 0;
        return new CmaesSettings(population, options.number(SIGMA));
    }

    int lambda(ModelSpace space) {
        return population > 0
                ? population
                : Rates.defaultLambda(space.dimensions().size());
    }

    /** How many results there are before the first generation: a population of points that fill the space evenly. */
    int startUp(ModelSpace space) {
        boolean isNumeric = space.dimensions().stream().anyMatch(NumericDimension.class::isInstance);
        return isNumeric ? Math.max(10, lambda(space)) : lambda(space);
    }
}
