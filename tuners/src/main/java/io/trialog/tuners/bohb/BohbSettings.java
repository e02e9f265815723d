package io.trialog.tuners.bohb;

import io.trialog.spi.option.OptionSpec;
import io.trialog.spi.option.Options;
import io.trialog.spi.problem.InvalidInputException;
import io.trialog.spi.problem.Problem;
import java.util.List;
import java.util.OptionalInt;

/**
 * The arguments of BOHB's model; the defaults are those of the paper.
 *
 * @param minPoints two less than how many results a budget has before it is modelled, 1 or more; nothing to let the number of
 *     parameters decide
 * @param topPercent how many percent of the results are the good ones, in (0, 100)
 * @param samples how many points compete for a proposal, 1 or more
 * @param randomFraction the share of new configurations that are random, in [0, 1]
 * @param bandwidthFactor by how much the kernels are widened that competing points are drawn from, above 0
 * @param minBandwidth the least deviation of a kernel, a share of the range above 0
 */
record BohbSettings(
        OptionalInt minPoints,
        double topPercent,
        int samples,
        double randomFraction,
        double bandwidthFactor,
        double minBandwidth) {

    private static final String MIN_POINTS = "min_points_in_model";
    private static final String TOP_PERCENT = "top_n_percent";
    private static final String SAMPLES = "num_samples";
    private static final String RANDOM_FRACTION = "random_fraction";
    private static final String BANDWIDTH_FACTOR = "bandwidth_factor";
    private static final String MIN_BANDWIDTH = "min_bandwidth";
    private static final String CONFIG_SPACE = "config_space";
    private static final int MANY = 1_000_000;

    /** The options that these come from. */
    static List<OptionSpec> specs() {
        return List.of(
                OptionSpec.integer(
                                MIN_POINTS,
                                "a budget is modelled from two results more than this on; by default one more than there are"
                                        + " parameters")
                        .atLeast(1)
                        .atMost(MANY),
                OptionSpec.number(TOP_PERCENT, "how many percent of the results of a budget count as good, rounded up")
                        .atLeast(1)
                        .atMost(99)
                        .defaultsTo(15.0),
                OptionSpec.integer(SAMPLES, "how many points compete for a proposal")
                        .atLeast(1)
                        .atMost(MANY)
                        .defaultsTo(64),
                OptionSpec.number(RANDOM_FRACTION, "the share of new configurations that are random")
                        .atLeast(0)
                        .atMost(1)
                        .defaultsTo(1.0 / 3),
                OptionSpec.number(
                                BANDWIDTH_FACTOR,
                                "how many times as wide the kernels are that competing points are drawn from; more explores"
                                        + " more")
                        .above(0)
                        .atMost(MANY)
                        .defaultsTo(3.0),
                OptionSpec.number(
                                MIN_BANDWIDTH,
                                "the least width of a kernel, a share of the range: what is left of a parameter that all good"
                                        + " results agree on")
                        .above(0)
                        .atMost(1)
                        .defaultsTo(1e-3),
                OptionSpec.text(
                        CONFIG_SPACE,
                        "not supported: a file of parameters in another format; write them as the searchSpace"));
    }

    /**
     * The arguments that were given.
     *
     * @throws InvalidInputException when one is not supported
     */
    static BohbSettings of(Options options) {
        if (options.has(CONFIG_SPACE)) {
            throw new InvalidInputException(new Problem(
                    CONFIG_SPACE,
                    options.text(CONFIG_SPACE)
                            + " (expected: nothing; the experiment's searchSpace says what to search, write the file's"
                            + " parameters there)"));
        }
        return new BohbSettings(
                options.has(MIN_POINTS) ? OptionalInt.of((int) options.integer(MIN_POINTS)) : OptionalInt.empty(),
                options.number(TOP_PERCENT),
                (int) options.integer(SAMPLES),
                options.number(RANDOM_FRACTION),
                options.number(BANDWIDTH_FACTOR),
                options.number(MIN_BANDWIDTH));
    }

    /** How many of these results are the good ones. */
    int goodCount(int results) {
        return (int) Math.ceil(results * topPercent / 100);
    }
}
