package io.trialog.tuners.threshold;

import io.trialog.spi.AlgorithmProfile;
import io.trialog.spi.assessor.Assessor;
import io.trialog.spi.assessor.AssessorContext;
import io.trialog.spi.assessor.AssessorFactory;
import io.trialog.spi.option.OptionSchema;
import io.trialog.spi.option.OptionSpec;
import io.trialog.spi.option.Options;
import io.trialog.spi.problem.InvalidInputException;
import io.trialog.spi.problem.Problem;
import io.trialog.tuners.option.CommonOptions;
import java.util.List;

/** Makes {@code Threshold}. */
public final class ThresholdFactory implements AssessorFactory {

    private static final String LOWER = "lower";
    private static final String UPPER = "upper";
    private static final String START_STEP = "start_step";
    private static final String STOP_NOT_FINITE = "stop_not_finite";

    @Override
    public String name() {
        return "Threshold";
    }

    @Override
    public List<String> aliases() {
        return List.of("ThresholdAssessor");
    }

    @Override
    public String description() {
        return "stops a trial whose value leaves bounds or is not finite: one that diverged";
    }

    @Override
    public OptionSchema options() {
        return OptionSchema.of(
                CommonOptions.optimizeMode(),
                OptionSpec.number(LOWER, "a trial that reports less is stopped; no bound when absent"),
                OptionSpec.number(UPPER, "a trial that reports more is stopped; no bound when absent"),
                OptionSpec.integer(START_STEP, "the first step whose value is judged")
                        .atLeast(0)
                        .defaultsTo(0),
                OptionSpec.flag(STOP_NOT_FINITE, "whether not-a-number and infinite values stop a trial")
                        .defaultsTo(true));
    }

    @Override
    public AlgorithmProfile profile() {
        return AlgorithmProfile.useFor("trials that may diverge, or values that are known to be hopeless")
                .withParallelism("any; judges every trial by itself");
    }

    @Override
    public Assessor create(AssessorContext context) {
        Options options = context.options();
        double lower = options.has(LOWER) ? options.number(LOWER) : Double.NEGATIVE_INFINITY;
        double upper = options.has(UPPER) ? options.number(UPPER) : Double.POSITIVE_INFINITY;
        if (lower > upper) {
            throw new InvalidInputException(
                    List.of(new Problem(LOWER, lower + " (expected: <= " + UPPER + ", which is " + upper + ")")));
        }
        return new Threshold(lower, upper, options.integer(START_STEP), options.flag(STOP_NOT_FINITE));
    }
}
