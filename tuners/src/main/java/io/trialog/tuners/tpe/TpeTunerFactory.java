package io.trialog.tuners.tpe;

import io.trialog.spi.AlgorithmProfile;
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
    public AlgorithmProfile profile() {
        return profile("most experiments: mixed and conditional parameters, trials that fail, 5,000 trials");
    }

    static AlgorithmProfile profile(String useFor) {
        return AlgorithmProfile.useFor(useFor)
                .withSearchSpaces("all, nested ones included; whole numbers keep their order, choices have none")
                .withParallelism("up to about 32; running trials are taken for bad ones, so that proposals keep apart")
                .withBudget("30 to 10,000 trials; random until 10 have ended")
                .withCost("about 0.3 ms with 100 results, 1 ms from 1,000 on")
                .withSource(
                        "Bergstra et al.: Algorithms for hyper-parameter optimization, NIPS 2011; joint densities as in"
                                + " Falkner et al.: BOHB, ICML 2018; bandwidths after Watanabe, arXiv:2304.11127");
    }

    @Override
    public Tuner create(TunerContext context) {
        return new TpeTuner(context, TpeSettings.of(context.options()));
    }
}
