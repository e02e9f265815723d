package io.trialog.tuners.pbt;

import io.trialog.spi.option.OptionSchema;
import io.trialog.spi.option.OptionSpec;
import io.trialog.spi.option.Options;
import io.trialog.tuners.option.CommonOptions;

/**
 * The arguments of population based training.
 *
 * @param population how many members train side by side, 2 or more
 * @param fraction the share of them that gives way to copies of as many of the best, in [0, 0.5]
 * @param factor how far a copy moves each number: in ranges, or in standard deviations, of its distribution; in (0, 1]
 * @param resampleProbability how likely a copy draws a parameter anew instead, in [0, 1]
 */
record PbtSettings(int population, double fraction, double factor, double resampleProbability) {

    private static final String POPULATION = "population_size";
    private static final String FRACTION = "fraction";
    private static final String FACTOR = "factor";
    private static final String RESAMPLE = "resample_probability";
    private static final String CHECKPOINTS = "all_checkpoint_dir";

    private static final int MANY = 10_000;

    /** So that 0.7 of ten is seven in spite of rounding. */
    private static final double TOLERANCE = 1e-9;

    static OptionSchema schema() {
        return OptionSchema.of(
                CommonOptions.optimizeMode(),
                CommonOptions.seed(),
                OptionSpec.integer(POPULATION, "how many members train side by side, each by one trial in a generation")
                        .atLeast(2)
                        .atMost(MANY)
                        .defaultsTo(10),
                OptionSpec.number(
                                FRACTION,
                                "the share of a generation that gives way to copies of as many of the best members")
                        .atLeast(0)
                        .atMost(0.5)
                        .defaultsTo(0.2),
                OptionSpec.number(
                                FACTOR,
                                "how far a copy moves each number, up or down: in ranges of its type, logarithmic for log"
                                        + " types, or standard deviations for normal ones; stepped types by one step at least")
                        .above(0)
                        .atMost(1)
                        .defaultsTo(0.2),
                OptionSpec.number(RESAMPLE, "how likely a copy draws a parameter anew instead")
                        .atLeast(0)
                        .atMost(1)
                        .defaultsTo(0.25),
                OptionSpec.text(CHECKPOINTS, "accepted for configurations written elsewhere")
                        .withoutEffect(
                                "checkpoints lie in the data directory, and trials are told where: load_checkpoint_dir"
                                        + " and save_checkpoint_dir are among their parameters"));
    }

    static PbtSettings of(Options options) {
        return new PbtSettings(
                (int) options.integer(POPULATION),
                options.number(FRACTION),
                options.number(FACTOR),
                options.number(RESAMPLE));
    }

    /** How many ended members of a generation must there be before some of them go on: half of all. */
    int quorum() {
        return (population + 1) / 2;
    }

    /** The share of so many members, rounded up. */
    int shareOf(int members) {
        return (int) Math.ceil(fraction * members - TOLERANCE);
    }
}
