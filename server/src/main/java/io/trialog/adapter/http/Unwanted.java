package io.trialog.adapter.http;

import io.trialog.projection.TrialRow;
import io.trialog.scheduling.SignsOfLife;
import io.trialog.spi.training.AttemptKey;
import org.jspecify.annotations.Nullable;

/** Says why nobody wants to hear of an attempt any more, which is how trials learn that they are to stop. */
final class Unwanted {

    private final SignsOfLife signsOfLife;

    Unwanted(SignsOfLife signsOfLife) {
        this.signsOfLife = signsOfLife;
    }

    /**
     * The reason.
     *
     * @param trial the attempt's, as it is now
     * @return null when somebody wants to hear of it
     */
    @Nullable
    String reason(AttemptKey key, TrialRow trial) {
        if (trial.attempt() != key.attempt()) {
            return "attempt " + trial.attempt() + " has replaced attempt " + key.attempt();
        }
        boolean isToStop = trial.isStopRequested() && trial.state().isUnderWay();
        if (!isToStop && signsOfLife.isUnderWay(key)) {
            return null;
        }
        return trial.reason() == null ? "the trial is " + trial.state() : trial.reason();
    }
}
