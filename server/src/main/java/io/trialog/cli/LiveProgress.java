package io.trialog.cli;

import io.trialog.projection.ExperimentSummary;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One line in place. */
final class LiveProgress implements Progress {

    private final Screen screen;
    private final ProgressLine line;

    LiveProgress(Screen screen) {
        this.screen = screen;
        this.line = new ProgressLine(screen.style());
    }

    @Override
    public void show(ExperimentSummary experiment, @Nullable Duration timeLeft, Instant now) {
        // many terminals wrap when the last column is written
        screen.live(line.live(experiment, timeLeft, now, screen.terminal().columns() - 1));
    }

    @Override
    public void end() {
        screen.endLive();
    }
}
