package io.trialog.cli;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Finds the 60 seconds with the most events, in whole seconds. Used by one thread. */
final class BusiestMinute {

    private static final long SECONDS = 60;

    private record Second(long second, long events) {}

    private final Deque<Second> window = new ArrayDeque<>();
    private long inWindow;
    private long most;
    private @Nullable Instant begin;

    /** The next event. A clock that was set back is taken as one that stood still. */
    void take(Instant at) {
        Second last = window.peekLast();
        long second = last == null ? at.getEpochSecond() : Math.max(last.second(), at.getEpochSecond());
        if (last != null && last.second() == second) {
            window.removeLast();
            window.add(new Second(second, last.events() + 1));
        } else {
            window.add(new Second(second, 1));
        }
        inWindow++;
        while (window.getFirst().second() <= second - SECONDS) {
            inWindow -= window.removeFirst().events();
        }
        if (inWindow > most) {
            most = inWindow;
            begin = Instant.ofEpochSecond(window.getFirst().second());
        }
    }

    /** How many events it has. */
    long events() {
        return most;
    }

    /** When it begins; null without any event. */
    @Nullable
    Instant begin() {
        return begin;
    }
}
