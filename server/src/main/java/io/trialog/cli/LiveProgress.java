package io.trialog.cli;

import io.trialog.projection.ExperimentSummary;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One line in place. */
final class LiveProgress implements Progress {

    /** Many terminals wrap when the last column is written, and they show a Ctrl-C as {@code ^C} behind the line. */
    private static final int MARGIN = 3;

    private final Screen screen;
    private final ProgressLine line;

    LiveProgress(Screen screen) {
        this.screen = screen;
        this.line = new ProgressLine(screen.style());
    }

    @Override
    public void show(ExperimentSummary experiment, @Nullable Duration timeLeft, Instant now) {
        screen.live(line.live(experiment, timeLeft, now, screen.terminal().columns() - MARGIN));
    }

    @Override
    public void end() {
        screen.endLive();
    }
}
