package io.trialog.launch;

/** The built-in assessors by name. Those of plugins: {@link Algorithm#named}. */
public final class Assessors {

    private Assessors() {}

    /** Stops a trial whose best intermediate result is below the median of the others at the same step. */
    public static Algorithm medianStop() {
        return Algorithm.named("Medianstop");
    }
}
