package io.trialog.experiment;

import io.trialog.spi.assessor.AssessorContext;
import io.trialog.spi.assessor.AssessorFactory;
import io.trialog.spi.option.Options;
import io.trialog.spi.tuner.Direction;
import java.util.Objects;

/** What an assessor is told about its experiment. */
public record ExperimentAssessorContext(Direction direction, Options options, long seed) implements AssessorContext {

    public ExperimentAssessorContext {
        Objects.requireNonNull(direction, "direction");
        Objects.requireNonNull(options, "options");
    }

    /**
     * The context of an experiment's assessor. Asks the factory for its options, so it belongs on a guest's thread.
     *
     * @throws IllegalArgumentException when the experiment has no assessor
     * @throws io.trialog.spi.problem.InvalidInputException when the factory no longer accepts the recorded options, as a
     *     newer version of a plugin may
     */
    public static ExperimentAssessorContext of(ExperimentConfig config, AssessorFactory factory) {
        AlgorithmConfig assessor = config.assessor();
        if (assessor == null) {
            throw new IllegalArgumentException("assessor: none (expected: an experiment with one)");
        }
        return new ExperimentAssessorContext(
                config.optimizeMode(), factory.options().read(assessor.classArgs()), config.seed());
    }
}
