package io.trialog.tuners.cmaes;

import io.trialog.spi.AlgorithmProfile;
import io.trialog.spi.option.OptionSchema;
import io.trialog.spi.tuner.Tuner;
import io.trialog.spi.tuner.TunerContext;
import io.trialog.spi.tuner.TunerFactory;
import java.util.List;

/** Makes {@code CMAES}, the evolution strategy with covariance matrix adaptation. */
public final class CmaesTunerFactory implements TunerFactory {

    @Override
    public String name() {
        return "CMAES";
    }

    @Override
    public List<String> aliases() {
        return List.of("CMA-ES");
    }

    @Override
    public String description() {
        return "moves a cloud of points downhill and learns its shape: for many numeric parameters and many trials";
    }

    @Override
    public AlgorithmProfile profile() {
        return AlgorithmProfile.useFor(
                        "5 to 100 numeric parameters that interact, noise, cheap or very parallel trials")
                .withSearchSpaces("all; integers with a margin, categories by their own probabilities, without"
                        + " interaction with others")
                .withParallelism("any number; best up to a few populations of 4 + 3 ln(parameters)")
                .withBudget("100 trials per parameter and more")
                .withCost("under 0.1 ms with 10 parameters, whatever the number of results")
                .withSource("Hansen, arXiv:1604.00772; IPOP restarts 2005; margin arXiv:2205.13482; categories"
                        + " arXiv:2405.09962");
    }

    @Override
    public OptionSchema options() {
        return CmaesSettings.schema();
    }

    @Override
    public Tuner create(TunerContext context) {
        return new CmaesTuner(context, CmaesSettings.of(context.options()));
    }
}
