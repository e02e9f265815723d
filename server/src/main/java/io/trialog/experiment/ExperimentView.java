package io.trialog.experiment;

import io.trialog.event.ExperimentId;
import io.trialog.event.ExperimentState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** An experiment as decisions see it. Engine thread only. */
public interface ExperimentView {

    /** Its id. */
    ExperimentId id();

    /** Its configuration now in force. */
    ExperimentConfig config();

    /** Where it is in its life. */
    ExperimentState state();

    /** How many trials there may be now, after changes. */
    default OptionalInt maxTrialNumber() {
        Integer limit = config().maxTrialNumber();
        return limit == null ? OptionalInt.empty() : OptionalInt.of(limit);
    }

    /** How long it has run, stops and gaps not counted. */
    Duration runTime(Instant now);

    /** Whether its time is over. */
    default boolean isOutOfTime(Instant now) {
        return Optional.ofNullable(config().maxExperimentDuration())
                .filter(limit -> runTime(now).compareTo(limit) >= 0)
                .isPresent();
    }
}
