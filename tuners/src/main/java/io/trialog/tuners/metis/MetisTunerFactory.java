package io.trialog.tuners.metis;

import io.trialog.spi.AlgorithmProfile;
import io.trialog.spi.option.OptionSchema;
import io.trialog.spi.tuner.Tuner;
import io.trialog.spi.tuner.TunerContext;
import io.trialog.spi.tuner.TunerFactory;
import java.util.List;

/** Makes {@code Metis}. */
public final class MetisTunerFactory implements TunerFactory {

    @Override
    public String name() {
        return "Metis";
    }

    @Override
    public List<String> aliases() {
        return List.of("MetisTuner");
    }

    @Override
    public String description() {
        return "a Gaussian process that proposes what teaches most about the optimum, or outliers once more";
    }

    @Override
    public OptionSchema options() {
        return MetisSettings.schema();
    }

    @Override
    public AlgorithmProfile profile() {
        return AlgorithmProfile.useFor("settings of systems whose results are noisy, with results worth a second look")
                .withSearchSpaces("all; categories by Hamming distance")
                .withParallelism("up to about 10; running trials count as known with their expected value")
                .withBudget("20 to 300 trials; models the best 60 and the newest 60")
                .withCost("some tenths of a second")
                .withSource("Li et al., Metis: robustly optimizing tail latencies of cloud systems, USENIX ATC 2018");
    }

    @Override
    public Tuner create(TunerContext context) {
        return new MetisTuner(context);
    }
}
