package io.trialog.tuners.batch;

import io.trialog.spi.AlgorithmProfile;
import io.trialog.spi.option.OptionSchema;
import io.trialog.spi.tuner.Tuner;
import io.trialog.spi.tuner.TunerContext;
import io.trialog.spi.tuner.TunerFactory;
import io.trialog.tuners.option.CommonOptions;
import java.util.List;

/** Makes {@code Batch}: runs a list of configurations that the user wrote down as the options of one choice. */
public final class BatchTunerFactory implements TunerFactory {

    @Override
    public String name() {
        return "Batch";
    }

    @Override
    public List<String> aliases() {
        return List.of("BatchTuner");
    }

    @Override
    public String description() {
        return "runs the options of the space's only choice one after the other, each once";
    }

    @Override
    public AlgorithmProfile profile() {
        return AlgorithmProfile.useFor("a list of configurations that is known beforehand")
                .withSearchSpaces("one choice; its options may be any values, mappings too")
                .withParallelism("any number; results are not used")
                .withBudget("the number of options")
                .withCost("under 0.1 ms with 1,000 options")
                .withSource("NNI");
    }

    @Override
    public OptionSchema options() {
        return OptionSchema.of(CommonOptions.optimizeMode(), CommonOptions.seed());
    }

    @Override
    public boolean isMultiObjective() {
        return true;
    }

    @Override
    public Tuner create(TunerContext context) {
        return new BatchTuner(context);
    }
}
