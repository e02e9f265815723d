package io.trialog.launch;

/** The built-in tuners by name. Those of plugins: {@link Algorithm#named}. */
public final class Tuners {

    private Tuners() {}

    /** Tree-structured Parzen estimator; for most experiments. */
    public static Algorithm tpe() {
        return Algorithm.named("TPE");
    }

    /** Independent draws. */
    public static Algorithm random() {
        return Algorithm.named("Random");
    }
}
