package io.trialog.scheduling;

/**
 * Measures time, but for gaps in which this process itself did not run: it was suspended, the machine slept, or its memory
 * was being cleaned up. A gap shows as a tick that comes late. Used under the lock of its owner.
 */
final class WakingTime {

    private final long longestTick;
    private long lastTick;
    private long elapsed;

    /**
     * Starts at 0.
     *
     * @param now of a clock that never goes back, nanoseconds
     * @param longestTick more than this between two ticks does not count
     */
    WakingTime(long now, long longestTick) {
        this.lastTick = now;
        this.longestTick = longestTick;
    }

    /** The time that counts up to now, nanoseconds. */
    long at(long now) {
        return elapsed + Math.min(now - lastTick, longestTick);
    }

    /** Takes notice that the process runs. */
    void tick(long now) {
        elapsed = at(now);
        lastTick = now;
    }
}
