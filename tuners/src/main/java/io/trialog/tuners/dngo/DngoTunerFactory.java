package io.trialog.tuners.dngo;

import io.trialog.spi.AlgorithmProfile;
import io.trialog.spi.option.OptionSchema;
import io.trialog.spi.option.OptionSpec;
import io.trialog.spi.option.Options;
import io.trialog.spi.tuner.Tuner;
import io.trialog.spi.tuner.TunerContext;
import io.trialog.spi.tuner.TunerFactory;
import io.trialog.tuners.option.CommonOptions;
import java.util.List;

/** Makes {@code DNGO}, Bayesian optimisation with a neural network. */
public final class DngoTunerFactory implements TunerFactory {

    private static final String SAMPLE_SIZE = "sample_size";
    private static final String TRIALS_PER_UPDATE = "trials_per_update";
    private static final String EPOCHS = "num_epochs_per_training";

    @Override
    public String name() {
        return "DNGO";
    }

    @Override
    public List<String> aliases() {
        return List.of("DNGOTuner");
    }

    @Override
    public String description() {
        return "Bayesian optimisation with a neural network: its cost grows linearly with the number of trials";
    }

    @Override
    public OptionSchema options() {
        return OptionSchema.of(
                CommonOptions.optimizeMode(),
                CommonOptions.seed(),
                OptionSpec.integer(SAMPLE_SIZE, "how many candidates compete for a proposal")
                        .atLeast(1)
                        .atMost(100_000)
                        .defaultsTo(1000),
                OptionSpec.integer(
                                TRIALS_PER_UPDATE,
                                "how many trials end before the network is trained anew; until the first time random")
                        .atLeast(1)
                        .atMost(1_000_000)
                        .defaultsTo(20),
                OptionSpec.integer(
                                EPOCHS,
                                "how often a training visits every result; fewer times when there are many results")
                        .atLeast(1)
                        .atMost(100_000)
                        .defaultsTo(500));
    }

    @Override
    public AlgorithmProfile profile() {
        return AlgorithmProfile.useFor("hundreds of numeric trials, when a Gaussian process is too slow")
                .withSearchSpaces("all; one input for each category, 0 for what is inactive")
                .withParallelism("any; running trials count as known with their expected value")
                .withBudget("100 to 10,000 trials; models the best 200 and the newest 800")
                .withCost("some 50 ms, and about a second after every 20 results")
                .withSource("Snoek et al., Scalable Bayesian optimization using deep neural networks, ICML 2015");
    }

    @Override
    public Tuner create(TunerContext context) {
        Options options = context.options();
        return new DngoTuner(
                context, (int) options.integer(SAMPLE_SIZE), (int) options.integer(TRIALS_PER_UPDATE), (int)
                        options.integer(EPOCHS));
    }
}
