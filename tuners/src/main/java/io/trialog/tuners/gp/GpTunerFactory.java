package io.trialog.tuners.gp;

import io.trialog.spi.AlgorithmProfile;
import io.trialog.spi.option.OptionSchema;
import io.trialog.spi.option.OptionSpec;
import io.trialog.spi.tuner.Tuner;
import io.trialog.spi.tuner.TunerContext;
import io.trialog.spi.tuner.TunerFactory;
import io.trialog.tuners.option.CommonOptions;
import java.util.ArrayList;
import java.util.List;

/** Makes {@code GP}, Bayesian optimisation with a Gaussian process. */
public final class GpTunerFactory implements TunerFactory {

    @Override
    public String name() {
        return "GP";
    }

    @Override
    public List<String> aliases() {
        return List.of("GPTuner");
    }

    @Override
    public String description() {
        return "models results as a smooth random function and proposes where most is to be gained: the fewest trials for"
                + " expensive ones";
    }

    @Override
    public OptionSchema options() {
        List<OptionSpec> specs = new ArrayList<>(List.of(CommonOptions.optimizeMode(), CommonOptions.seed()));
        specs.addAll(GpSettings.specs());
        return OptionSchema.of(specs);
    }

    @Override
    public AlgorithmProfile profile() {
        return AlgorithmProfile.useFor("trials that cost minutes or more, up to about 20 parameters, noisy ones too")
                .withSearchSpaces(
                        "all; categories by Hamming distance, conditional parameters where both points have them,"
                                + " steps on their grid")
                .withParallelism("up to about 32; running trials are imagined to end in several ways")
                .withBudget("20 to 500 trials; beyond " + Surrogate.MAX_POINTS
                        + " results it models the best, the newest" + " and an even choice of the others")
                .withCost("50 ms with 100 results, 0.25 s from 400 on")
                .withSource(
                        "Jones et al., Efficient global optimization, 1998; Snoek et al., Practical Bayesian optimization"
                                + " of machine learning algorithms, 2012; Hvarfner et al., Vanilla Bayesian optimization performs"
                                + " great in high dimensions, 2024; Ament et al., Unexpected improvements to expected improvement,"
                                + " 2023");
    }

    @Override
    public Tuner create(TunerContext context) {
        return new GpTuner(context);
    }
}
