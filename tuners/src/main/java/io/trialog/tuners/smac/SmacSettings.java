package io.trialog.tuners.smac;

import io.trialog.spi.option.OptionSchema;
import io.trialog.spi.option.OptionSpec;
import io.trialog.spi.option.Options;
import io.trialog.spi.tuner.TunerContext;
import io.trialog.tuners.option.CommonOptions;
import java.util.OptionalInt;

/**
 * The arguments of SMAC; the defaults are SMAC3's (Lindauer et al., JMLR 23, 2022) but for the number of trees.
 *
 * @param trees how many trees the forest has, 1 or more
 * @param randomShare the share of proposals that are drawn at random instead of chosen by the model, in [0, 1]
 * @param maxTrials the budget, when there is one
 */
record SmacSettings(int trees, double randomShare, OptionalInt maxTrials) {

    private static final String DEDUP = "config_dedup";
    private static final String TREES = "n_trees";
    private static final String RANDOM_SHARE = "random_share";
    private static final double MAX_STARTUP_SHARE = 0.25;
    private static final int MAX_STARTUP = 10;
    private static final int MIN_STARTUP = 3;

    static OptionSchema schema() {
        return OptionSchema.of(
                CommonOptions.optimizeMode(),
                CommonOptions.seed(),
                OptionSpec.flag(
                                DEDUP,
                                "accepted for configurations written elsewhere: no configuration is proposed twice anyway")
                        .defaultsTo(true),
                OptionSpec.integer(TREES, "how many trees the forest has")
                        .atLeast(1)
                        .atMost(1000)
                        .defaultsTo(30),
                OptionSpec.number(RANDOM_SHARE, "the share of proposals that are random, whatever the model says")
                        .atLeast(0)
                        .atMost(1)
                        .defaultsTo(0.08));
    }

    static SmacSettings of(TunerContext context) {
        Options options = context.options();
        return new SmacSettings((int) options.integer(TREES), options.number(RANDOM_SHARE), context.maxTrials());
    }

    /** How many trials the initial design has in a space of so many dimensions. */
    int startupTrials(int dimensions) {
        int wanted = Math.min(MAX_STARTUP, Math.max(MIN_STARTUP, 2 * dimensions));
        int affordable = maxTrials.isPresent() ? (int) (MAX_STARTUP_SHARE * maxTrials.getAsInt()) : wanted;
        return Math.max(MIN_STARTUP, Math.min(wanted, affordable));
    }
}
