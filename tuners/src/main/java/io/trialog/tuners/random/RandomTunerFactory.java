package io.trialog.tuners.random;

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
    public Tuner create(TunerContext context) {
        return new RandomTuner(context);
    }
}
