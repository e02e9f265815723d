package io.trialog.tuners.qmc;

import io.trialog.spi.AlgorithmProfile;
import io.trialog.spi.option.OptionSchema;
import io.trialog.spi.tuner.Tuner;
import io.trialog.spi.tuner.TunerContext;
import io.trialog.spi.tuner.TunerFactory;
import io.trialog.tuners.option.CommonOptions;
import java.util.List;

/** Makes quasi-random search: the scrambled Sobol sequence, mapped to the space by the parameters' distributions. */
public final class SobolTunerFactory implements TunerFactory {

    @Override
    public String name() {
        return "Sobol";
    }

    @Override
    public List<String> aliases() {
        return List.of("QMC");
    }

    @Override
    public String description() {
        return "fills the space evenly, none twice: like random search without clusters and gaps";
    }

    @Override
    public AlgorithmProfile profile() {
        return AlgorithmProfile.useFor("surveys of a space, importance of parameters, a base line better than random")
                .withSearchSpaces("all types, nested ones too; one coordinate of the sequence for each parameter")
                .withParallelism("any number; results are not used")
                .withBudget("any; powers of two fill the space best")
                .withCost("under 0.1 ms with 10 parameters, whatever the number of results")
                .withSource("Sobol 1967; Joe and Kuo 2008; scrambling: Owen 1995");
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
        return new SobolTuner(context);
    }
}
