package io.trialog.tuners.option;

import io.trialog.spi.option.OptionSpec;
import java.util.List;

/**
 * Options that many algorithms accept for the sake of configurations written elsewhere. The experiment itself holds
 * direction and seed and hands them over by the context; the server checks that these do not contradict it.
 */
public final class CommonOptions {

    private CommonOptions() {}

    /** {@code optimize_mode}. */
    public static OptionSpec optimizeMode() {
        return OptionSpec.word(
                "optimize_mode",
                "the experiment's direction once more; must not contradict it",
                List.of("minimize", "maximize"));
    }

    /** {@code seed}. */
    public static OptionSpec seed() {
        return OptionSpec.integer("seed", "the experiment's seed once more; must not contradict it");
    }
}
