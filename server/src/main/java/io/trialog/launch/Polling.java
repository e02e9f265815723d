package io.trialog.launch;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Asks again and again. */
final class Polling {

    private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private Polling() {}

    /**
     * Waits.
     *
     * @param patience how long at most; null for as long as it takes
     * @return whether it came true
     * @throws LaunchException when the thread is interrupted
     */
    static boolean until(BooleanSupplier condition, @Nullable Duration patience) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (patience != null && System.nanoTime() - start > patience.toNanos()) {
                return false;
            }
            LockSupport.parkNanos(PERIOD_NANOS);
            if (Thread.interrupted()) {
                Thread.currentThread().interrupt();
                throw new LaunchException("interrupted while waiting");
            }
        }
        return true;
    }
}
