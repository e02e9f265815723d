package io.trialog.tuners.smac;

import io.trialog.spi.AlgorithmProfile;
import io.trialog.spi.option.OptionSchema;
import io.trialog.spi.tuner.Tuner;
import io.trialog.spi.tuner.TunerContext;
import io.trialog.spi.tuner.TunerFactory;

/** Makes {@code SMAC}: a random forest says where better results are to be expected. */
public final class SmacTunerFactory implements TunerFactory {

    @Override
    public String name() {
        return "SMAC";
    }

    @Override
    public String description() {
        return "models results by a random forest: for categories, conditional parameters, jumps, and trials that fail";
    }

    @Override
    public OptionSchema options() {
        return SmacSettings.schema();
    }

    @Override
    public AlgorithmProfile profile() {
        return AlgorithmProfile.useFor(
                        "many categories or conditions, discontinuous results, regions where trials fail")
                .withSearchSpaces(
                        "all, nested ones included: categories by subsets, inactive parameters as a value of their own")
                .withParallelism("up to about 64; proposals keep out of the forest leaves that running trials occupy")
                .withBudget("30 to 5,000 trials")
                .withCost(
                        "10 to 50 ms with 100 results, 100 to 300 ms from 1,000 on: it learns from at most 1,000 of them")
                .withSource("Lindauer et al.: SMAC3, JMLR 23, 2022; Hutter, Hoos, Leyton-Brown, LION 2011");
    }

    @Override
    public Tuner create(TunerContext context) {
        return new SmacTuner(context, SmacSettings.of(context));
    }
}
