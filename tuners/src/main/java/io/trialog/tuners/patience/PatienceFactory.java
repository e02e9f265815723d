package io.trialog.tuners.patience;

import io.trialog.spi.AlgorithmProfile;
import io.trialog.spi.assessor.Assessor;
import io.trialog.spi.assessor.AssessorContext;
import io.trialog.spi.assessor.AssessorFactory;
import io.trialog.spi.option.OptionSchema;
import io.trialog.spi.option.OptionSpec;
import io.trialog.tuners.option.CommonOptions;
import java.util.List;

/** Makes {@code Patience}. */
public final class PatienceFactory implements AssessorFactory {

    private static final String PATIENCE = "patience";
    private static final String MIN_DELTA = "min_delta";
    private static final String START_STEP = "start_step";

    @Override
    public String name() {
        return "Patience";
    }

    @Override
    public List<String> aliases() {
        return List.of("PatienceAssessor");
    }

    @Override
    public String description() {
        return "stops a trial that has not become better for a number of steps";
    }

    @Override
    public OptionSchema options() {
        return OptionSchema.of(
                CommonOptions.optimizeMode(),
                OptionSpec.integer(PATIENCE, "for how many steps a trial may go without becoming better")
                        .atLeast(1)
                        .defaultsTo(10),
                OptionSpec.number(MIN_DELTA, "by more than this much a value must be better to count")
                        .atLeast(0)
                        .defaultsTo(0.0),
                OptionSpec.integer(START_STEP, "how many intermediate results a trial reports before it is judged")
                        .atLeast(0)
                        .defaultsTo(0));
    }

    @Override
    public AlgorithmProfile profile() {
        return AlgorithmProfile.useFor("trials that would run long after they have converged; needs no other trials")
                .withParallelism("any; judges every trial by itself")
                .withSource("Prechelt, Early stopping - but when?, 1998");
    }

    @Override
    public Assessor create(AssessorContext context) {
        return new Patience(
                context.direction(),
                context.options().integer(PATIENCE),
                context.options().number(MIN_DELTA),
                context.options().integer(START_STEP));
    }
}
