package io.trialog.launch;

/** The built-in tuners by name. Those of plugins: {@link Algorithm#named}. */
public final class Tuners {

    private Tuners() {}

    /** Asks GP, TPE or NSGA2, whichever suits, and says why with every trial; what an experiment gets that names no tuner. */
    public static Algorithm auto() {
        return Algorithm.named("Auto");
    }

    /** Tree-structured Parzen estimator; for most experiments. */
    public static Algorithm tpe() {
        return Algorithm.named("TPE");
    }

    /** Independent draws. */
    public static Algorithm random() {
        return Algorithm.named("Random");
    }

    /** A scrambled Sobol sequence, which covers the space more evenly than draws; for surveys. */
    public static Algorithm sobol() {
        return Algorithm.named("Sobol");
    }

    /** Gaussian processes; for expensive trials and up to about 20 parameters. */
    public static Algorithm gp() {
        return Algorithm.named("GP");
    }

    /** Steps around the best results that become smaller; for cheap trials. */
    public static Algorithm anneal() {
        return Algorithm.named("Anneal");
    }

    /** Ageing evolution; for many cheap trials and noisy results. */
    public static Algorithm evolution() {
        return Algorithm.named("Evolution");
    }

    /** Every combination; for small finite spaces. */
    public static Algorithm gridSearch() {
        return Algorithm.named("GridSearch");
    }

    /** The options of one choice, one after the other. */
    public static Algorithm batch() {
        return Algorithm.named("Batch");
    }

    /** Covariance matrix adaptation; for 5 to 100 numeric parameters that interact. */
    public static Algorithm cmaes() {
        return Algorithm.named("CMAES");
    }

    /** Bayesian linear regression on a neural network; for hundreds of numeric trials. */
    public static Algorithm dngo() {
        return Algorithm.named("DNGO");
    }

    /** Non-dominated sorting; for several objectives. */
    public static Algorithm nsga2() {
        return Algorithm.named("NSGA2");
    }

    /** Random forests; for many categories or conditions, and regions where trials fail. */
    public static Algorithm smac() {
        return Algorithm.named("SMAC");
    }

    /** Gaussian processes that look at uncertain results a second time; for noisy systems. */
    public static Algorithm metis() {
        return Algorithm.named("Metis");
    }

    /** Brackets of growing budgets; for trials that read {@code TRIAL_BUDGET}. */
    public static Algorithm hyperband() {
        return Algorithm.named("Hyperband");
    }

    /** Growing budgets without waiting; for many slots and trials that read {@code TRIAL_BUDGET}. */
    public static Algorithm asha() {
        return Algorithm.named("ASHA");
    }

    /** Hyperband whose configurations come from a model; for trials that read {@code TRIAL_BUDGET}. */
    public static Algorithm bohb() {
        return Algorithm.named("BOHB");
    }

    /** A population whose worst members become copies of the best; for schedules, and trials that keep checkpoints. */
    public static Algorithm pbt() {
        return Algorithm.named("PBT");
    }

    /** TPE with the options that configurations written elsewhere give it; new ones take {@link #tpe}. */
    public static Algorithm tpeLegacy() {
        return Algorithm.named("TPE_legacy");
    }
}
