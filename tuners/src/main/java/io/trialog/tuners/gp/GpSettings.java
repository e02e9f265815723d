package io.trialog.tuners.gp;

import io.trialog.spi.option.OptionSpec;
import io.trialog.spi.option.Options;
import java.util.List;
import java.util.Locale;

/**
 * The arguments of GP.
 *
 * @param utility what is maximised
 * @param kappa for UCB: how many deviations below the mean, 0 or more
 * @param xi for EI and POI: by how much the best is to be improved on, in deviations of the results
 * @param kernel the smoothness
 * @param noiseFloor the least variance of the noise, in variances of the results
 * @param startupTrials how many trials come before the model; 0 to let the space decide
 * @param draws how many random points compete, 1 or more
 * @param starts how many of the best climb, 1 or more
 */
record GpSettings(
        Acquisition.Utility utility,
        double kappa,
        double xi,
        Matern kernel,
        double noiseFloor,
        int startupTrials,
        int draws,
        int starts) {

    private static final String UTILITY = "utility";
    private static final String KAPPA = "kappa";
    private static final String XI = "xi";
    private static final String NU = "nu";
    private static final String ALPHA = "alpha";
    private static final String COLD_START = "cold_start_num";
    private static final String WARM_UP = "selection_num_warm_up";
    private static final String STARTS = "selection_num_starting_points";

    /** The options that these come from. */
    static List<OptionSpec> specs() {
        return List.of(
                OptionSpec.word(
                                UTILITY,
                                "what a proposal maximises: ei, the expected improvement on the best result; poi, the"
                                        + " probability of one; ucb, how good the result may be within kappa deviations",
                                List.of("ei", "poi", "ucb"))
                        .defaultsTo("ei"),
                OptionSpec.number(KAPPA, "for ucb: how many deviations; more explores more")
                        .atLeast(0)
                        .defaultsTo(2.0),
                OptionSpec.number(
                                XI,
                                "for ei and poi: by how much a result is to be improved on, in deviations of the results;"
                                        + " more explores more")
                        .atLeast(0)
                        .defaultsTo(0.0),
                OptionSpec.number(
                                NU,
                                "smoothness of the Matern kernel: 0.5, 1.5 or 2.5, whichever is next; from 3.5 on the"
                                        + " squared exponential")
                        .above(0)
                        .defaultsTo(2.5),
                OptionSpec.number(
                                ALPHA,
                                "the least variance of the noise, in variances of the results; more is estimated")
                        .above(0)
                        .atMost(1)
                        .defaultsTo(1e-6),
                OptionSpec.integer(
                                COLD_START,
                                "how many trials spread over the space before the model is asked; by default twice the number"
                                        + " of parameters, at least 5 and at most 10")
                        .atLeast(1)
                        .atMost(100_000),
                OptionSpec.integer(
                                WARM_UP,
                                "how many random points compete for a proposal; a proposal's time grows with it")
                        .atLeast(10)
                        .atMost(1_000_000)
                        .defaultsTo(1000),
                OptionSpec.integer(STARTS, "from how many of the best of them the search climbs; time grows with it")
                        .atLeast(1)
                        .atMost(10_000)
                        .defaultsTo(12));
    }

    static GpSettings of(Options options) {
        return new GpSettings(
                Acquisition.Utility.valueOf(options.text(UTILITY).toUpperCase(Locale.ROOT)),
                options.number(KAPPA),
                options.number(XI),
                Matern.of(options.number(NU)),
                options.number(ALPHA),
                options.has(COLD_START) ? (int) options.integer(COLD_START) : 0,
                (int) options.integer(WARM_UP),
                (int) options.integer(STARTS));
    }

    /** How many trials come before the model in a space of this many dimensions. */
    int startupTrials(int dimensions) {
        return startupTrials > 0 ? startupTrials : Math.max(5, Math.min(10, 2 * dimensions));
    }
}
