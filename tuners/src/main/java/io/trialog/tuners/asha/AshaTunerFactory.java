package io.trialog.tuners.asha;

import io.trialog.spi.AlgorithmProfile;
import io.trialog.spi.option.OptionSchema;
import io.trialog.spi.option.Options;
import io.trialog.spi.tuner.Tuner;
import io.trialog.spi.tuner.TunerContext;
import io.trialog.spi.tuner.TunerFactory;
import io.trialog.tuners.fidelity.BudgetOptions;
import io.trialog.tuners.option.CommonOptions;

/** Makes {@code ASHA}: asynchronous successive halving. */
public final class AshaTunerFactory implements TunerFactory {

    private static final double DEFAULT_MAX_BUDGET = 81;
    private static final int DEFAULT_ETA = 3;

    @Override
    public String name() {
        return "ASHA";
    }

    @Override
    public String description() {
        return "goes on with the best of many random configurations whenever a slot is free: for many slots and trials that"
                + " can be cut short";
    }

    @Override
    public OptionSchema options() {
        return OptionSchema.of(
                CommonOptions.optimizeMode(),
                CommonOptions.seed(),
                BudgetOptions.minBudget(1),
                BudgetOptions.maxBudget(DEFAULT_MAX_BUDGET),
                BudgetOptions.eta(DEFAULT_ETA));
    }

    @Override
    public AlgorithmProfile profile() {
        return AlgorithmProfile.useFor(
                        "many slots, and trials whose first epochs tell good configurations from bad ones and"
                                + " which read their budget from TRIAL_BUDGET")
                .withSearchSpaces("all types, drawn at random; none twice but to go on with it")
                .withParallelism("hundreds; no slot ever waits")
                .withBudget(
                        "TRIAL_BUDGET is what a configuration may spend in all: max_budget divided by powers of eta, no less"
                                + " than min_budget; a trial that goes on finds the checkpoint of the one before and spends the"
                                + " difference. At least eta^2 trials; hundreds are better")
                .withCost("under 1 ms")
                .withSource(
                        "Li et al., A system for massively parallel hyperparameter tuning, MLSys 2020 (arXiv:1810.05934)");
    }

    @Override
    public Tuner create(TunerContext context) {
        Options options = context.options();
        return new AshaTuner(context, BudgetOptions.ladder(options), BudgetOptions.eta(options));
    }
}
