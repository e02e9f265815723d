package io.trialog.experiment;

import io.trialog.spi.option.Options;
import io.trialog.spi.space.SearchSpace;
import io.trialog.spi.tuner.Direction;
import io.trialog.spi.tuner.Objective;
import io.trialog.spi.tuner.TunerContext;
import io.trialog.spi.tuner.TunerFactory;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * What a tuner is told about its experiment.
 *
 * @param objectives at least one
 * @param maxTrials empty for no limit
 * @param concurrency 1 or more
 */
public record ExperimentTunerContext(
        SearchSpace searchSpace,
        List<Objective> objectives,
        Options options,
        long seed,
        OptionalInt maxTrials,
        int concurrency)
        implements TunerContext {

    public ExperimentTunerContext {
        Objects.requireNonNull(searchSpace, "searchSpace");
        objectives = List.copyOf(objectives);
        Objects.requireNonNull(options, "options");
        Objects.requireNonNull(maxTrials, "maxTrials");
    }

    @Override
    public Direction direction() {
        return objectives.get(0).direction();
    }

    /**
     * The context of an experiment's tuner. Asks the factory for its options, so it belongs on a guest's thread.
     *
     * @param created the experiment's configuration as created: later changes of limits are not the tuner's, so that it is
     *     the same after a restart
     * @param searchSpace what is searched now
     * @throws io.trialog.spi.problem.InvalidInputException when the factory no longer accepts the recorded options, as a
     *     newer version of a plugin may
     */
    public static ExperimentTunerContext of(ExperimentConfig created, SearchSpace searchSpace, TunerFactory factory) {
        return new ExperimentTunerContext(
                searchSpace,
                created.objectives().all(),
                factory.options().read(created.tuner().classArgs()),
                created.seed(),
                created.maxTrialNumber() == null ? OptionalInt.empty() : OptionalInt.of(created.maxTrialNumber()),
                created.trialConcurrency());
    }
}
