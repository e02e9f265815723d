package io.trialog.tuners.random;

import io.trialog.spi.AlgorithmProfile;
import io.trialog.spi.option.OptionSchema;
import io.trialog.spi.tuner.Tuner;
import io.trialog.spi.tuner.TunerContext;
import io.trialog.spi.tuner.TunerFactory;
import io.trialog.tuners.option.CommonOptions;

/** Makes random search: every parameter drawn from its distribution, independently of all results. */
public final class RandomTunerFactory implements TunerFactory {

    @Override
    public String name() {
        return "Random";
    }

    @Override
    public String description() {
        return "draws configurations at random, none twice: a base line, and good for many cheap parallel trials";
    }

    @Override
    public OptionSchema options() {
        return OptionSchema.of(CommonOptions.optimizeMode(), CommonOptions.seed());
    }

    @Override
    public AlgorithmProfile profile() {
        return AlgorithmProfile.useFor("a base line, and noise that nothing can be learnt from")
                .withSearchSpaces("all, nested ones included")
                .withParallelism("any number; results are not used")
                .withBudget("any")
                .withCost("microseconds, whatever the number of results")
                .withSource("Bergstra, Bengio: Random search for hyper-parameter optimization, JMLR 2012");
    }

    @Override
    public Tuner create(TunerContext context) {
        return new RandomTuner(context);
    }
}
