package io.trialog.tuners.anneal;

import io.trialog.spi.AlgorithmProfile;
import io.trialog.spi.option.OptionSchema;
import io.trialog.spi.tuner.Tuner;
import io.trialog.spi.tuner.TunerContext;
import io.trialog.spi.tuner.TunerFactory;

/** Makes {@code Anneal}: draws near good results, ever nearer. */
public final class AnnealTunerFactory implements TunerFactory {

    @Override
    public String name() {
        return "Anneal";
    }

    @Override
    public String description() {
        return "draws near the best results, ever nearer the more there are: simple and nearly free";
    }

    @Override
    public OptionSchema options() {
        return AnnealSettings.schema();
    }

    @Override
    public AlgorithmProfile profile() {
        return AlgorithmProfile.useFor("cheap trials, many parameters that matter one by one")
                .withSearchSpaces(
                        "all, nested ones included; steps of numbers are taken in quantiles of the distribution")
                .withParallelism("any; running trials are not looked at unless parallel_optimize is on")
                .withBudget("20 to 1,000 trials; after that it hardly leaves the neighbourhood of the best")
                .withCost("a few microseconds; linear in the results when parameters are conditional")
                .withSource("Bergstra, Yamins, Cox: Making a science of model search, ICML 2013 (hyperopt.anneal)");
    }

    @Override
    public Tuner create(TunerContext context) {
        return new AnnealTuner(context, AnnealSettings.of(context.options()));
    }
}
