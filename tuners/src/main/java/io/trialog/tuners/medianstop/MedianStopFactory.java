package io.trialog.tuners.medianstop;

import io.trialog.spi.AlgorithmProfile;
import io.trialog.spi.assessor.Assessor;
import io.trialog.spi.assessor.AssessorContext;
import io.trialog.spi.assessor.AssessorFactory;
import io.trialog.spi.option.OptionSchema;
import io.trialog.spi.option.OptionSpec;
import io.trialog.tuners.option.CommonOptions;
import java.util.List;

/** Makes {@code Medianstop}, the median stopping rule. */
public final class MedianStopFactory implements AssessorFactory {

    private static final String START_STEP = "start_step";

    @Override
    public String name() {
        return "Medianstop";
    }

    @Override
    public List<String> aliases() {
        return List.of("MedianstopAssessor");
    }

    @Override
    public String description() {
        return "stops a trial whose best value so far is worse than the median of the earlier trials' averages";
    }

    @Override
    public OptionSchema options() {
        return OptionSchema.of(
                CommonOptions.optimizeMode(),
                OptionSpec.integer(START_STEP, "how many intermediate results a trial reports before it is judged")
                        .atLeast(0)
                        .defaultsTo(0));
    }

    @Override
    public AlgorithmProfile profile() {
        return AlgorithmProfile.useFor("a first rule: curves of the same length, nothing to set")
                .withParallelism("any; judges by trials that have succeeded")
                .withSource("Golovin et al., Google Vizier, KDD 2017");
    }

    @Override
    public Assessor create(AssessorContext context) {
        return new MedianStop(context.direction(), context.options().integer(START_STEP));
    }
}
