package io.trialog.tuners.auto;

import io.trialog.spi.AlgorithmProfile;
import io.trialog.spi.option.OptionSchema;
import io.trialog.spi.tuner.Tuner;
import io.trialog.spi.tuner.TunerContext;
import io.trialog.spi.tuner.TunerFactory;
import io.trialog.tuners.option.CommonOptions;

/** Makes {@code Auto}, which chooses among the other tuners. */
public final class AutoTunerFactory implements TunerFactory {

    @Override
    public String name() {
        return "Auto";
    }

    @Override
    public String description() {
        return "asks GP, TPE or NSGA2, whichever suits the search space, the number of results and the parallelism, and"
                + " says why with every trial";
    }

    @Override
    public OptionSchema options() {
        return OptionSchema.of(CommonOptions.optimizeMode(), CommonOptions.seed());
    }

    @Override
    public AlgorithmProfile profile() {
        return AlgorithmProfile.useFor("experiments of any kind, when there is no reason for another tuner")
                .withSearchSpaces("all; GP and TPE take turns where most parameters are categorical or conditional")
                .withParallelism("any; TPE alone above 64 trials at a time")
                .withBudget("any; GP up to 500 results, then TPE; NSGA2 for several objectives")
                .withCost("that of the tuner that it asks: 50 ms with 100 results, 2 ms beyond 500")
                .withSource("Turner et al., Bayesian optimization is superior to random search, 2021");
    }

    @Override
    public boolean isMultiObjective() {
        return true;
    }

    @Override
    public Tuner create(TunerContext context) {
        return new AutoTuner(context);
    }
}
