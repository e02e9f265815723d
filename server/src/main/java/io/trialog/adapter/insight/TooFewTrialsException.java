package io.trialog.adapter.insight;

/** There are not enough trials to learn from; the message tells people how many are wanted. */
public final class TooFewTrialsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TooFewTrialsException(int wanted, int found, String metric) {
        super(
                wanted + " trials that succeeded with a value of " + metric + " are needed to tell what matters; there "
                        + (found == 1 ? "is 1" : "are " + found),
                null,
                false,
                false);
    }
}
