package io.trialog.tuners.anneal;

import io.trialog.spi.option.OptionSchema;
import io.trialog.spi.option.OptionSpec;
import io.trialog.spi.option.Options;
import io.trialog.tuners.option.CommonOptions;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The arguments of annealing; the defaults are hyperopt's.
 *
 * @param meanRank the mean rank of the results that draws start from, above 1; the best one has rank 1
 * @param shrinkage how fast the neighbourhoods shrink: after n results they are 1 / (1 + n * shrinkage) of the range, 0 or
 *     more
 * @param liar what is assumed of running trials; nothing when they are ignored
 */
record AnnealSettings(double meanRank, double shrinkage, Optional<Liar> liar) {

    private static final String MEAN_RANK = "avg_best_idx";
    private static final String SHRINKAGE = "shrink_coef";
    private static final String PARALLEL = "parallel_optimize";
    private static final String LIAR = "constant_liar_type";

    /** What a running trial is assumed to result in. */
    enum Liar {
        /** The best result so far. */
        MIN,
        /** The worst result so far. */
        MAX,
        /** The mean of the results so far. */
        MEAN
    }

    static OptionSchema schema() {
        return OptionSchema.of(
                CommonOptions.optimizeMode(),
                CommonOptions.seed(),
                OptionSpec.number(MEAN_RANK, "the mean rank of the results that draws start from; the best has rank 1")
                        .above(1)
                        .defaultsTo(2.0),
                OptionSpec.number(
                                SHRINKAGE,
                                "how fast neighbourhoods shrink: to 1 / (1 + n * this) of the range after n results")
                        .atLeast(0)
                        .defaultsTo(0.1),
                OptionSpec.flag(PARALLEL, "whether running trials count as results that constant_liar_type assumes")
                        .defaultsTo(false),
                OptionSpec.word(
                                LIAR,
                                "the assumed result of a running trial: as good as the best, as bad as the worst, or the"
                                        + " mean",
                                Stream.of(Liar.values())
                                        .map(liar -> liar.name().toLowerCase(Locale.ROOT))
                                        .toList())
                        .defaultsTo("min"));
    }

    static AnnealSettings of(Options options) {
        Optional<Liar> liar = options.flag(PARALLEL)
                ? Optional.of(Liar.valueOf(options.text(LIAR).toUpperCase(Locale.ROOT)))
                : Optional.empty();
        return new AnnealSettings(options.number(MEAN_RANK), options.number(SHRINKAGE), liar);
    }
}
