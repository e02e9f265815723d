package io.trialog.tuners.auto;

import io.trialog.spi.tuner.TunerContext;
import io.trialog.tuners.space.CategoricalDimension;
import io.trialog.tuners.space.Condition;
import io.trialog.tuners.space.Dimension;
import io.trialog.tuners.space.ModelSpace;

/**
 * Which tuner is asked next, and why: a pure function of the experiment and of how many results there are. Gaussian processes
 * need the fewest trials where results vary smoothly with numbers and there are not too many of them; taking turns with a
 * different model makes up for what one model gets wrong (Turner et al., "Bayesian optimization is superior to random
 * search", 2021, sections 4 and 5: ensembles won the challenge); the tree-structured Parzen estimator stays cheap with any
 * number of results.
 */
final class Strategy {

    /** The tuners that are chosen among. */
    enum Model {
        GP,
        TPE,
        NSGA2
    }

    /**
     * A choice.
     *
     * @param model the tuner
     * @param reason why, for people
     */
    record Choice(Model model, String reason) {}

    /** From here on a Gaussian process models a part of the results only, at hundreds of milliseconds for a proposal. */
    private static final int MANY_RESULTS = 500;

    /** So many proposals at a time come faster than a Gaussian process makes them. */
    private static final int MANY_AT_A_TIME = 64;

    /** Lengthscales of more parameters are not learnt from hundreds of results. */
    private static final int MANY_PARAMETERS = 50;

    private final boolean hasSeveralObjectives;
    private final int concurrency;
    private final int parameters;
    private final long withoutOrder;

    Strategy(TunerContext context, ModelSpace space) {
        this.hasSeveralObjectives = context.objectives().size() > 1;
        this.concurrency = context.concurrency();
        this.parameters = space.dimensions().size();
        this.withoutOrder =
                space.dimensions().stream().filter(Strategy::isWithoutOrder).count();
    }

    private static boolean isWithoutOrder(Dimension dimension) {
        Condition condition = dimension.condition();
        return dimension instanceof CategoricalDimension || condition.parent() >= 0;
    }

    /**
     * The tuner that proposes a trial.
     *
     * @param results how many trials have ended
     */
    Choice choose(long trialNumber, int results) {
        if (hasSeveralObjectives) {
            return new Choice(Model.NSGA2, "several objectives");
        }
        if (parameters > MANY_PARAMETERS) {
            return new Choice(Model.TPE, parameters + " parameters");
        }
        if (concurrency > MANY_AT_A_TIME) {
            return new Choice(Model.TPE, concurrency + " trials at a time");
        }
        if (results >= MANY_RESULTS) {
            return new Choice(Model.TPE, MANY_RESULTS + " results and more");
        }
        if (2 * withoutOrder > parameters) {
            return new Choice(
                    trialNumber % 2 == 0 ? Model.GP : Model.TPE,
                    "takes turns: " + withoutOrder + " of " + parameters
                            + " parameters are categorical or conditional");
        }
        return new Choice(Model.GP, "mostly numeric, fewer than " + MANY_RESULTS + " results");
    }
}
