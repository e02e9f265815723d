package io.trialog.cli;

import io.trialog.projection.ExperimentSummary;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** For files and pipes: a line now and then. */
final class PlainProgress implements Progress {

    static final Duration PAUSE = Duration.ofSeconds(10);

    private final Screen screen;
    private final ProgressLine line = new ProgressLine(Style.PLAIN);
    private @Nullable Instant last;

    PlainProgress(Screen screen) {
        this.screen = screen;
    }

    @Override
    public void show(ExperimentSummary experiment, @Nullable Duration timeLeft, Instant now) {
        if (last == null) {
            last = now;
        } else if (!now.isBefore(last.plus(PAUSE))) {
            last = now;
            screen.line(line.plain(experiment, timeLeft, now));
        }
    }

    @Override
    public void end() {}
}
