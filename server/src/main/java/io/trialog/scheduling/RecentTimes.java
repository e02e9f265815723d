package io.trialog.scheduling;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** How long the newest few of many similar things took. Immutable. */
final class RecentTimes {

    /** Nothing was measured yet. */
    static final RecentTimes NONE = new RecentTimes(List.of());

    private static final int KEPT = 5;
    private static final int ENOUGH = 3;

    private final List<Long> millis;
    private final OptionalLong median; // asked for much more often than there is a new time

    /**
     * What was measured before.
     *
     * @param millis milliseconds, the oldest first
     */
    RecentTimes(List<Long> millis) {
        this.millis = List.copyOf(millis);
        this.median = millis.size() < ENOUGH
                ? OptionalLong.empty()
                : OptionalLong.of(millis.stream().sorted().toList().get(millis.size() / 2));
    }

    /** The same with one more. */
    RecentTimes and(Duration newest) {
        List<Long> all = new ArrayList<>(millis);
        all.add(newest.toMillis());
        return new RecentTimes(all.subList(Math.max(0, all.size() - KEPT), all.size()));
    }

    /** In milliseconds, the oldest first. */
    List<Long> millis() {
        return millis;
    }

    /** What is usual, in milliseconds; empty while too few are known. */
    OptionalLong median() {
        return median;
    }
}
