package io.trialog.trial;

import io.trialog.event.AttemptEnded;
import io.trialog.event.EndCause;
import io.trialog.event.Event;
import io.trialog.event.ExperimentId;
import io.trialog.event.RequeueCause;
import io.trialog.event.StopCause;
import io.trialog.event.TrialRequeued;
import io.trialog.event.TrialStopRequested;
import java.time.Instant;
import java.util.List;

/**
 * What happens when an attempt is to be stopped. One that was launched ends when its training service has ended it; one that
 * somebody asked for ends at once, and who evaluates it learns that from the next answer.
 */
public final class AttemptStop {

    private AttemptStop() {}

    /** The events by which the newest attempt of a trial is stopped because its experiment is. */
    public static List<Event> withExperiment(ExperimentId experiment, TrialView trial, String reason, Instant now) {
        TrialStopRequested request =
                new TrialStopRequested(experiment, trial.number(), trial.attempt(), StopCause.EXPERIMENT, reason);
        return trial.isClaimed()
                ? List.of(
                        request,
                        ended(experiment, trial, now),
                        new TrialRequeued(experiment, trial.number(), reason, RequeueCause.STOP))
                : List.of(request);
    }

    /** The end of an attempt that somebody asked for and nobody wants any more. */
    static AttemptEnded ended(ExperimentId experiment, TrialView trial, Instant now) {
        return new AttemptEnded(experiment, trial.number(), trial.attempt(), EndCause.KILLED, null, null, now);
    }
}
