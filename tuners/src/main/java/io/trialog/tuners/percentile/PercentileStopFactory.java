package io.trialog.tuners.percentile;

import io.trialog.spi.AlgorithmProfile;
import io.trialog.spi.assessor.Assessor;
import io.trialog.spi.assessor.AssessorContext;
import io.trialog.spi.assessor.AssessorFactory;
import io.trialog.spi.option.OptionSchema;
import io.trialog.spi.option.OptionSpec;
import io.trialog.tuners.option.CommonOptions;
import java.util.List;

/** Makes {@code Percentile}, the percentile stopping rule. */
public final class PercentileStopFactory implements AssessorFactory {

    private static final String PERCENTILE = "percentile";
    private static final String START_STEP = "start_step";
    private static final String MIN_TRIALS = "min_trials";

    @Override
    public String name() {
        return "Percentile";
    }

    @Override
    public List<String> aliases() {
        return List.of("PercentileAssessor");
    }

    @Override
    public String description() {
        return "stops a trial whose best value so far is not among the best share of the earlier trials' at that step";
    }

    @Override
    public OptionSchema options() {
        return OptionSchema.of(
                CommonOptions.optimizeMode(),
                OptionSpec.number(PERCENTILE, "how many percent of the trials, the best ones, run on")
                        .above(0)
                        .atMost(100)
                        .defaultsTo(50.0),
                OptionSpec.integer(START_STEP, "how many intermediate results a trial reports before it is judged")
                        .atLeast(0)
                        .defaultsTo(0),
                OptionSpec.integer(MIN_TRIALS, "how many trials succeed, and get that far, before any is judged")
                        .atLeast(1)
                        .defaultsTo(5));
    }

    @Override
    public AlgorithmProfile profile() {
        return AlgorithmProfile.useFor("curves of the same length, when the share that runs on is to be chosen")
                .withParallelism("any; judges by trials that have succeeded")
                .withSource("the rule of Golovin et al., Google Vizier, KDD 2017, with another quantile");
    }

    @Override
    public Assessor create(AssessorContext context) {
        return new PercentileStop(
                context.direction(),
                context.options().number(PERCENTILE),
                context.options().integer(START_STEP),
                context.options().integer(MIN_TRIALS));
    }
}
