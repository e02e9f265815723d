package io.trialog.tuners.successivehalving;

import io.trialog.spi.AlgorithmProfile;
import io.trialog.spi.assessor.Assessor;
import io.trialog.spi.assessor.AssessorContext;
import io.trialog.spi.assessor.AssessorFactory;
import io.trialog.spi.option.OptionSchema;
import io.trialog.spi.option.OptionSpec;
import io.trialog.spi.option.Options;
import io.trialog.tuners.option.CommonOptions;
import java.util.List;

/** Makes {@code SuccessiveHalving}, the stopping form of ASHA. */
public final class SuccessiveHalvingFactory implements AssessorFactory {

    private static final String MIN_RESOURCE = "min_resource";
    private static final String ETA = "eta";
    private static final String STOPPING_RATE = "min_early_stopping_rate";
    private static final int MANY = 1_000_000;

    @Override
    public String name() {
        return "SuccessiveHalving";
    }

    @Override
    public List<String> aliases() {
        return List.of("AshaStopping", "SuccessiveHalvingAssessor");
    }

    @Override
    public String description() {
        return "asynchronous successive halving (ASHA): at steps that grow by a factor only the best share runs on";
    }

    @Override
    public OptionSchema options() {
        return OptionSchema.of(
                CommonOptions.optimizeMode(),
                OptionSpec.integer(MIN_RESOURCE, "the step at which trials are judged first")
                        .atLeast(1)
                        .atMost(MANY)
                        .defaultsTo(1),
                OptionSpec.integer(ETA, "one of how many runs on, and the factor between the steps of judgement")
                        .atLeast(2)
                        .atMost(MANY)
                        .defaultsTo(3),
                OptionSpec.integer(STOPPING_RATE, "how many of the lowest rungs are left out")
                        .atLeast(0)
                        .atMost(30)
                        .defaultsTo(0));
    }

    @Override
    public AlgorithmProfile profile() {
        return AlgorithmProfile.useFor("long trials whose early values tell much; the most time saved")
                .withParallelism("any, made for hundreds; judges by all trials that got as far")
                .withSource("Li et al., A system for massively parallel hyperparameter tuning, arXiv:1810.05934");
    }

    @Override
    public Assessor create(AssessorContext context) {
        Options options = context.options();
        long eta = options.integer(ETA);
        double lowest = (double) options.integer(MIN_RESOURCE)
                * Math.pow((double) eta, (double) options.integer(STOPPING_RATE));
        return new SuccessiveHalving(context.direction(), (long) Math.min(lowest, Integer.MAX_VALUE), eta);
    }
}
