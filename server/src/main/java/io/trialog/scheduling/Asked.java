package io.trialog.scheduling;

import io.trialog.event.ExperimentState;
import io.trialog.spi.training.AttemptKey;
import java.time.Duration;

/** What somebody gets who asks for a trial. */
public sealed interface Asked {

    /**
     * A trial.
     *
     * @param key the attempt that is theirs
     * @param lease how long they may be silent
     */
    record Claimed(AttemptKey key, Duration lease) implements Asked {}

    /** Nothing yet: to be asked again when something happened in the experiment. */
    record NotYet() implements Asked {}

    /**
     * Nothing, as the experiment gives out no trials now.
     *
     * @param state where it is in its life
     */
    record Over(ExperimentState state) implements Asked {}
}
