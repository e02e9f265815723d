package io.trialog.experiment;

import io.trialog.spi.option.Options;
import io.trialog.spi.space.SearchSpace;
import io.trialog.spi.tuner.Direction;
import io.trialog.spi.tuner.TunerContext;
import io.trialog.spi.tuner.TunerFactory;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * What a tuner is told about its experiment.
 *
 * @param maxTrials empty for no limit
 * @param concurrency 1 or more
 */
public record ExperimentTunerContext(
        SearchSpace searchSpace,
        Direction direction,
        Options options,
        long seed,
        OptionalInt maxTrials,
        int concurrency)
        implements TunerContext {

    public ExperimentTunerContext {
        Objects.requireNonNull(searchSpace, "searchSpace");
        Objects.requireNonNull(direction, "direction");
        Objects.requireNonNull(options, "options");
        Objects.requireNonNull(maxTrials, "maxTrials");
    }

    /**
     * The context of an experiment's tuner. Asks the factory for its options, so it belongs on a guest's thread.
     *
     * @throws io.trialog.spi.problem.InvalidInputException when the factory no longer accepts the recorded options, as a
     *     newer version of a plugin may
     */
    public static ExperimentTunerContext of(ExperimentConfig config, TunerFactory factory) {
        return new ExperimentTunerContext(
                config.searchSpace(),
                config.optimizeMode(),
                factory.options().read(config.tuner().classArgs()),
                config.seed(),
                config.maxTrialNumber() == null ? OptionalInt.empty() : OptionalInt.of(config.maxTrialNumber()),
                config.trialConcurrency());
    }
}
