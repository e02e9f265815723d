package io.trialog.tuners.curvefitting;

import io.trialog.spi.AlgorithmProfile;
import io.trialog.spi.assessor.Assessor;
import io.trialog.spi.assessor.AssessorContext;
import io.trialog.spi.assessor.AssessorFactory;
import io.trialog.spi.option.OptionSchema;
import io.trialog.spi.option.OptionSpec;
import io.trialog.spi.option.Options;
import io.trialog.tuners.option.CommonOptions;
import java.util.List;

/** Makes {@code Curvefitting}. */
public final class CurveFittingFactory implements AssessorFactory {

    private static final String EPOCH_NUM = "epoch_num";
    private static final String START_STEP = "start_step";
    private static final String THRESHOLD = "threshold";
    private static final String GAP = "gap";

    @Override
    public String name() {
        return "Curvefitting";
    }

    @Override
    public List<String> aliases() {
        return List.of("CurvefittingAssessor");
    }

    @Override
    public String description() {
        return "stops a trial whose extrapolated learning curve does not come near the best result so far";
    }

    @Override
    public OptionSchema options() {
        return OptionSchema.of(
                CommonOptions.optimizeMode(),
                OptionSpec.integer(
                                EPOCH_NUM, "how many intermediate results a trial reports; the curve is extended to it")
                        .atLeast(1)
                        .defaultsTo(20),
                OptionSpec.integer(START_STEP, "how many intermediate results a trial reports before it is judged")
                        .atLeast(0)
                        .defaultsTo(6),
                OptionSpec.number(THRESHOLD, "the share of the best result that a trial has to come to")
                        .atLeast(0)
                        .atMost(1)
                        .defaultsTo(0.95),
                OptionSpec.integer(GAP, "a trial is judged every so many intermediate results")
                        .atLeast(1)
                        .defaultsTo(1));
    }

    @Override
    public AlgorithmProfile profile() {
        return AlgorithmProfile.useFor("smooth curves of a known number of steps, of trials that start slowly too")
                .withParallelism("any; judges by trials that have succeeded")
                .withCost("some milliseconds a report that is judged")
                .withSource(
                        "Domhan et al., Speeding up automatic hyperparameter optimization of deep neural networks by"
                                + " extrapolation of learning curves, IJCAI 2015");
    }

    @Override
    public Assessor create(AssessorContext context) {
        Options options = context.options();
        return new CurveFitting(
                context.direction(),
                options.integer(EPOCH_NUM),
                options.integer(START_STEP),
                options.number(THRESHOLD),
                options.integer(GAP));
    }
}
