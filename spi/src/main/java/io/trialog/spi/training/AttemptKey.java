package io.trialog.spi.training;

import java.util.Objects;

/**
 * Names one execution of one trial, for ever.
 *
 * @param experimentId the experiment
 * @param trialNumber the trial's number in it, 0 or more
 * @param attempt which execution of the trial, 1 or more
 */
public record AttemptKey(String experimentId, long trialNumber, int attempt) {

    public AttemptKey {
        Objects.requireNonNull(experimentId, "experimentId");
        if (trialNumber < 0) {
            throw new IllegalArgumentException("trialNumber: " + trialNumber + " (expected: >= 0)");
        }
        if (attempt < 1) {
            throw new IllegalArgumentException("attempt: " + attempt + " (expected: >= 1)");
        }
    }

    /** The trial's id, unique over all experiments: {@code q3kx9abd-17}. */
    public String trialId() {
        return experimentId + "-" + trialNumber;
    }

    @Override
    public String toString() {
        return trialId() + "/" + attempt;
    }
}
