package io.trialog.tuners.metis;

import io.trialog.spi.option.OptionSchema;
import io.trialog.spi.option.OptionSpec;
import io.trialog.spi.option.Options;
import io.trialog.tuners.option.CommonOptions;

/**
 * The arguments of Metis.
 *
 * @param resampling whether outliers may be evaluated again
 * @param candidates whether anything but the expected optimum is proposed
 * @param startingPoints how many points compete in a search, 1 or more
 * @param coldStart how many trials end before the model is asked, 1 or more
 * @param explorationProbability the probability of a candidate in place of the expected optimum, in [0, 1]
 */
record MetisSettings(
        boolean resampling, boolean candidates, int startingPoints, int coldStart, double explorationProbability) {

    private static final String NO_RESAMPLING = "no_resampling";
    private static final String NO_CANDIDATES = "no_candidates";
    private static final String STARTING_POINTS = "selection_num_starting_points";
    private static final String COLD_START = "cold_start_num";
    private static final String EXPLORATION = "exploration_probability";

    static OptionSchema schema() {
        return OptionSchema.of(
                CommonOptions.optimizeMode(),
                CommonOptions.seed(),
                OptionSpec.flag(NO_RESAMPLING, "whether a point is evaluated once only, even if its result is unlikely")
                        .defaultsTo(true),
                OptionSpec.flag(
                                NO_CANDIDATES,
                                "whether only the expected optimum is proposed, and nothing to learn from")
                        .defaultsTo(false),
                OptionSpec.integer(STARTING_POINTS, "how many points compete in each search for a proposal")
                        .atLeast(1)
                        .atMost(100_000)
                        .defaultsTo(600),
                OptionSpec.integer(COLD_START, "how many trials end before the model is asked; until then random")
                        .atLeast(1)
                        .atMost(1_000_000)
                        .defaultsTo(10),
                OptionSpec.number(EXPLORATION, "how often something to learn from goes before the expected optimum")
                        .atLeast(0)
                        .atMost(1)
                        .defaultsTo(0.9));
    }

    static MetisSettings of(Options options) {
        return new MetisSettings(
                !options.flag(NO_RESAMPLING),
                !options.flag(NO_CANDIDATES),
                (int) options.integer(STARTING_POINTS),
                (int) options.integer(COLD_START),
                options.number(EXPLORATION));
    }
}
