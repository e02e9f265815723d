package io.trialog.tuners.tpe;

import io.trialog.spi.option.OptionSchema;
import io.trialog.spi.option.OptionSpec;
import io.trialog.spi.option.Options;
import java.util.List;
import java.util.Map;

/**
 * The arguments of TPE.
 *
 * @param liar what is assumed of running trials
 * @param startupTrials how many trials end before the model is asked, 1 or more
 * @param candidates how many draws compete for a proposal, 1 or more
 * @param linearForgetting how many of the newest trials weigh 1, and the largest number of better trials; 1 or more
 * @param priorWeight the weight of the prior, in trials, above 0
 * @param gamma the share of the trials that are the better ones, in (0, 1]
 */
record TpeSettings(
        ConstantLiar liar, int startupTrials, int candidates, int linearForgetting, double priorWeight, double gamma) {

    private static final String GROUP = "tpe_args";
    private static final String LIAR = "constant_liar_type";
    private static final String STARTUP = "n_startup_jobs";
    private static final String CANDIDATES = "n_ei_candidates";
    private static final String FORGETTING = "linear_forgetting";
    private static final String PRIOR_WEIGHT = "prior_weight";
    private static final String GAMMA = "gamma";
    private static final int MANY = 1_000_000;

    /** The options that these come from. */
    static OptionSpec spec() {
        return OptionSpec.group(
                GROUP,
                "fine tuning; the defaults are meant to be left alone",
                List.of(
                        OptionSpec.word(
                                        LIAR,
                                        "what is assumed of running trials: as good as the best result, worse than every"
                                                + " result, as good as the mean, or none to ignore them",
                                        ConstantLiar.words())
                                .defaultsTo("worst"),
                        OptionSpec.integer(STARTUP, "how many trials end before the model is asked; until then random")
                                .atLeast(1)
                                .atMost(MANY)
                                .defaultsTo(10),
                        OptionSpec.integer(CANDIDATES, "how many draws compete for a proposal")
                                .atLeast(1)
                                .atMost(MANY)
                                .defaultsTo(24),
                        OptionSpec.integer(
                                        FORGETTING,
                                        "how many of the newest trials have full weight, and the largest number of trials"
                                                + " that count as good")
                                .atLeast(1)
                                .atMost(MANY)
                                .defaultsTo(25),
                        OptionSpec.number(PRIOR_WEIGHT, "how many trials the prior weighs")
                                .above(0)
                                .defaultsTo(1.0),
                        OptionSpec.number(
                                        GAMMA, "the share of the trials that count as good, at most linear_forgetting")
                                .above(0)
                                .atMost(1)
                                .defaultsTo(0.1)));
    }

    static TpeSettings of(Options classArgs) {
        Options options = classArgs.group(GROUP);
        return new TpeSettings(
                ConstantLiar.of(options.text(LIAR)),
                (int) options.integer(STARTUP),
                (int) options.integer(CANDIDATES),
                (int) options.integer(FORGETTING),
                options.number(PRIOR_WEIGHT),
                options.number(GAMMA));
    }

    /** The defaults. */
    static TpeSettings standard() {
        return of(OptionSchema.of(spec()).read(Map.of()));
    }

    /** The same with another assumption on running trials. */
    TpeSettings withLiar(ConstantLiar other) {
        return new TpeSettings(other, startupTrials, candidates, linearForgetting, priorWeight, gamma);
    }

    /** How many of these trials count as the better ones. */
    int belowCount(int trials) {
        return (int) Math.min(Math.ceil(gamma * trials), linearForgetting);
    }
}
