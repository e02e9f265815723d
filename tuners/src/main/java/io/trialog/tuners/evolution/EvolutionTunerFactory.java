package io.trialog.tuners.evolution;

import io.trialog.spi.AlgorithmProfile;
import io.trialog.spi.option.OptionSchema;
import io.trialog.spi.tuner.Tuner;
import io.trialog.spi.tuner.TunerContext;
import io.trialog.spi.tuner.TunerFactory;

/** Makes {@code Evolution}: the best of a few random members of a population that ages have children. */
public final class EvolutionTunerFactory implements TunerFactory {

    @Override
    public String name() {
        return "Evolution";
    }

    @Override
    public String description() {
        return "mutates good configurations of a population of which the oldest die: for many cheap, parallel or noisy trials";
    }

    @Override
    public OptionSchema options() {
        return EvolutionSettings.schema();
    }

    @Override
    public AlgorithmProfile profile() {
        return AlgorithmProfile.useFor("many cheap trials, noisy results, large spaces of categories")
                .withSearchSpaces("all, nested ones included")
                .withParallelism("hundreds: it waits for nothing")
                .withBudget("200 trials to any number")
                .withCost("microseconds, whatever the number of results")
                .withSource(
                        "Real, Aggarwal, Huang, Le: Regularized evolution for image classifier architecture search, AAAI 2019");
    }

    @Override
    public Tuner create(TunerContext context) {
        return new EvolutionTuner(context, EvolutionSettings.of(context.options()));
    }
}
