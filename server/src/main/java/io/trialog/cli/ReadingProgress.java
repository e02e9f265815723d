package io.trialog.cli;

import io.trialog.port.Clock;
import java.time.Duration;
import java.time.Instant;

/** On a terminal, tells how far a long reading of a log is; says nothing when it is short. Used by one thread. */
final class ReadingProgress {

    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int EVENTS_BETWEEN_LOOKS = 256;

    private final Screen screen;
    private final Clock clock;
    private final String doing;
    private final long total;
    private final Instant begin;
    private Instant shown;

    /**
     * Begins now.
     *
     * @param doing what is done, for people: {@code reading}
     * @param total how many events there are; 0 when nobody knows
     */
    ReadingProgress(Surroundings surroundings, String doing, long total) {
        this.screen = surroundings.screen();
        this.clock = surroundings.clock();
        this.doing = doing;
        this.total = total;
        this.begin = clock.now();
        this.shown = begin.plus(PATIENCE).minus(PAUSE);
    }

    /** So many events are done. */
    void at(long events) {
        if (events % EVENTS_BETWEEN_LOOKS != 0) {
            return;
        }
        Instant now = clock.now();
        if (now.isBefore(shown.plus(PAUSE))) {
            return;
        }
        shown = now;
        screen.live(doing + ": event " + events + (total == 0 ? "" : " of " + total + " " + percent(events)) + ", "
                + DurationText.clock(Duration.between(begin, now)) + " elapsed");
    }

    /** No more of it. */
    void end() {
        screen.endLive();
    }

    private String percent(long events) {
        return "(" + Math.min(100, events * 100 / total) + " %)";
    }
}
