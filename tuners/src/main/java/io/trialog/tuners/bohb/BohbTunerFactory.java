package io.trialog.tuners.bohb;

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
import io.trialog.tuners.option.CommonOptions;
import java.util.ArrayList;
import java.util.List;

/** Makes {@code BOHB}: Hyperband whose configurations come from a model of what was good. */
public final class BohbTunerFactory implements TunerFactory {

    private static final double MIN_BUDGET = 1;
    private static final double MAX_BUDGET = 3;
    private static final int ETA = 3;

    @Override
    public String name() {
        return "BOHB";
    }

    @Override
    public String description() {
        return "Hyperband that learns: starts most configurations where a model of the results so far expects good ones";
    }

    @Override
    public OptionSchema options() {
        List<OptionSpec> specs = new ArrayList<>(List.of(
                CommonOptions.optimizeMode(),
                CommonOptions.seed(),
                BudgetOptions.minBudget(MIN_BUDGET),
                BudgetOptions.maxBudget(MAX_BUDGET),
                BudgetOptions.eta(ETA)));
        specs.addAll(BohbSettings.specs());
        return OptionSchema.of(specs);
    }

    @Override
    public AlgorithmProfile profile() {
        return AlgorithmProfile.useFor(
                        "trials whose first epochs tell good configurations from bad ones and which read their budget from"
                                + " TRIAL_BUDGET: what to take instead of Hyperband")
                .withSearchSpaces("all, nested ones included; whole numbers keep their order, choices have none")
                .withParallelism(
                        "any, no slot idles; best up to about 32: new configurations that run are taken for bad ones, so that"
                                + " proposals keep apart")
                .withBudget(
                        "TRIAL_BUDGET is what a configuration may spend in all: max_budget divided by powers of eta, no less"
                                + " than min_budget; a trial that goes on finds the checkpoint of the one before and spends the"
                                + " difference. 30 to 10,000 trials; random until a budget has 3 results more than there are"
                                + " parameters")
                .withCost("about 0.5 ms with 100 results, 1 ms from 1,000 on")
                .withSource(
                        "Falkner, Klein, Hutter: BOHB, robust and efficient hyperparameter optimization at scale, ICML 2018"
                                + " (arXiv:1807.01774)");
    }

    @Override
    public Tuner create(TunerContext context) {
        Options options = context.options();
        BohbSettings settings = BohbSettings.of(options);
        Ladder ladder = BudgetOptions.ladder(options);
        return new BracketTuner(
                context,
                BracketPlan.hyperband(ladder, BudgetOptions.eta(options)),
                true,
                new ModelSampler(context, settings, ladder.budgets().get(ladder.top())));
    }
}
