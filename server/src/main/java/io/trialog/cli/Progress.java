package io.trialog.cli;

import io.trialog.projection.ExperimentSummary;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Shows how an experiment gets on. Used by one thread. */
interface Progress {

    /** Right for where standard output goes. */
    static Progress on(Screen screen) {
        return screen.terminal().isInteractive() ? new LiveProgress(screen) : new PlainProgress(screen);
    }

    /**
     * The experiment as it is; called several times a second.
     *
     * @param timeLeft the estimate, or null
     */
    void show(ExperimentSummary experiment, @Nullable Duration timeLeft, Instant now);

    /** No more of it. */
    void end();
}
