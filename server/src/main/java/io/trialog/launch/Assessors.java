package io.trialog.launch;

/** The built-in assessors by name. Those of plugins: {@link Algorithm#named}. */
public final class Assessors {

    private Assessors() {}

    /** Stops a trial whose best intermediate result is below the median of the others at the same step. */
    public static Algorithm medianStop() {
        return Algorithm.named("Medianstop");
    }

    /** Stops a trial whose extrapolated learning curve does not come near the best result so far. */
    public static Algorithm curveFitting() {
        return Algorithm.named("Curvefitting");
    }

    /** Lets only the best share run on, at steps that grow by a factor. */
    public static Algorithm successiveHalving() {
        return Algorithm.named("SuccessiveHalving");
    }

    /** Stops a trial whose best value so far is not among the best share of the others at the same step. */
    public static Algorithm percentile() {
        return Algorithm.named("Percentile");
    }

    /** Stops a trial that has not become better for a number of steps. */
    public static Algorithm patience() {
        return Algorithm.named("Patience");
    }

    /** Stops a trial whose value leaves bounds or is not finite. */
    public static Algorithm threshold() {
        return Algorithm.named("Threshold");
    }
}
