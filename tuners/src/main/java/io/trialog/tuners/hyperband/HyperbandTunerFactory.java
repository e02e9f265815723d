package io.trialog.tuners.hyperband;

import io.trialog.spi.AlgorithmProfile;
import io.trialog.spi.option.OptionSchema;
import io.trialog.spi.option.OptionSpec;
import io.trialog.spi.option.Options;
import io.trialog.spi.tuner.Tuner;
import io.trialog.spi.tuner.TunerContext;
import io.trialog.spi.tuner.TunerFactory;
import io.trialog.tuners.fidelity.BracketPlan;
import io.trialog.tuners.fidelity.BracketTuner;
import io.trialog.tuners.fidelity.BudgetOptions;
import io.trialog.tuners.fidelity.Ladder;
import io.trialog.tuners.fidelity.Sampler;
import io.trialog.tuners.option.CommonOptions;
import java.util.List;

/** Makes {@code Hyperband}: random search in which only the best configurations get a large budget. */
public final class HyperbandTunerFactory implements TunerFactory {

    private static final String MAX_BUDGET = "R";
    private static final String EXEC_MODE = "exec_mode";
    private static final String PARALLELISM = "parallelism";

    @Override
    public String name() {
        return "Hyperband";
    }

    @Override
    public String description() {
        return "tries many random configurations with a small budget and goes on with the best: for trials that can be cut"
                + " short";
    }

    @Override
    public OptionSchema options() {
        return OptionSchema.of(
                CommonOptions.optimizeMode(),
                CommonOptions.seed(),
                OptionSpec.integer(
                                MAX_BUDGET,
                                "the largest budget of a trial, in epochs or another unit that its code defines")
                        .atLeast(1)
                        .atMost(1_000_000)
                        .defaultsTo(60),
                BudgetOptions.eta(3),
                OptionSpec.word(
                                EXEC_MODE,
                                "what free slots do when a bracket waits for results: begin the next one (parallelism) or"
                                        + " wait too (serial)",
                                List.of(PARALLELISM, "serial"))
                        .defaultsTo(PARALLELISM));
    }

    @Override
    public AlgorithmProfile profile() {
        return AlgorithmProfile.useFor(
                        "trials whose first epochs tell good configurations from bad ones, and which read their"
                                + " budget from TRIAL_BUDGET")
                .withSearchSpaces("all types, drawn at random; none twice but to go on with it")
                .withParallelism("any; with exec_mode parallelism no slot idles")
                .withBudget(
                        "TRIAL_BUDGET is what a configuration may spend in all, from R / eta^s to R; a trial that goes on"
                                + " finds the checkpoint of the one before and spends the difference. R = 60 and eta = 3: brackets of"
                                + " 40, 17, 8 and 4 trials")
                .withCost("under 1 ms")
                .withSource(
                        "Li et al., Hyperband: a novel bandit-based approach to hyperparameter optimization, JMLR 2018"
                                + " (arXiv:1603.06560)");
    }

    @Override
    public Tuner create(TunerContext context) {
        Options options = context.options();
        double eta = BudgetOptions.eta(options);
        Ladder ladder = Ladder.of(1, (double) options.integer(MAX_BUDGET), eta);
        return new BracketTuner(
                context,
                BracketPlan.hyperband(ladder, eta),
                options.text(EXEC_MODE).equals(PARALLELISM),
                Sampler.random());
    }
}
