package io.trialog.tuners.grid;

import io.trialog.spi.AlgorithmProfile;
import io.trialog.spi.option.OptionSchema;
import io.trialog.spi.tuner.Tuner;
import io.trialog.spi.tuner.TunerContext;
import io.trialog.spi.tuner.TunerFactory;
import io.trialog.tuners.option.CommonOptions;

/** Makes {@code GridSearch}: every combination of values, with grids that become finer until the space is exhausted. */
public final class GridSearchTunerFactory implements TunerFactory {

    @Override
    public String name() {
        return "GridSearch";
    }

    @Override
    public String description() {
        return "tries every combination; ranges of numbers are halved again and again, finer from grid to grid";
    }

    @Override
    public AlgorithmProfile profile() {
        return AlgorithmProfile.useFor("small finite spaces that are to be searched completely; up to 3 parameters")
                .withSearchSpaces("all types, nested ones too; categories and randint all at once, others by halving")
                .withParallelism("any number; results are not used")
                .withBudget("the number of combinations")
                .withCost("under 0.1 ms, whatever the number of results")
                .withSource("the grid of NNI 3: medians first, then the quantiles between");
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
        return new GridSearchTuner(context);
    }
}
