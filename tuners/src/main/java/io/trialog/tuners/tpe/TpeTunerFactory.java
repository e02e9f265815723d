package io.trialog.tuners.tpe;

import io.trialog.spi.option.OptionSchema;
import io.trialog.spi.tuner.Tuner;
import io.trialog.spi.tuner.TunerContext;
import io.trialog.spi.tuner.TunerFactory;
import io.trialog.tuners.option.CommonOptions;

/** Makes {@code TPE}, the tree-structured Parzen estimator. */
public final class TpeTunerFactory implements TunerFactory {

    @Override
    public String name() {
        return "TPE";
    }

    @Override
    public String description() {
        return "models where good results lie and where the others do: a good choice for most search spaces";
    }

    @Override
    public OptionSchema options() {
        return OptionSchema.of(CommonOptions.optimizeMode(), CommonOptions.seed(), TpeSettings.spec());
    }

    @Override
    public Tuner create(TunerContext context) {
        return new TpeTuner(context);
    }
}
