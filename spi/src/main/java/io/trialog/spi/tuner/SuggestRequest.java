package io.trialog.spi.tuner;

/** Asks for configurations. Grows by accessors. */
public final class SuggestRequest {

    private final long firstTrialNumber;
    private final int count;

    private SuggestRequest(long firstTrialNumber, int count) {
        if (firstTrialNumber < 0) {
            throw new IllegalArgumentException("firstTrialNumber: " + firstTrialNumber + " (expected: >= 0)");
        }
        if (count < 1) {
            throw new IllegalArgumentException("count: " + count + " (expected: >= 1)");
        }
        this.firstTrialNumber = firstTrialNumber;
        this.count = count;
    }

    /** Asks for {@code count} configurations for the trials {@code firstTrialNumber}, {@code firstTrialNumber + 1}, ... */
    public static SuggestRequest of(long firstTrialNumber, int count) {
        return new SuggestRequest(firstTrialNumber, count);
    }

    /** The number that the first of the proposed trials will have; the others follow without gap. */
    public long firstTrialNumber() {
        return firstTrialNumber;
    }

    /** How many configurations are wanted, 1 or more. */
    public int count() {
        return count;
    }
}
