package io.trialog.sdk;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives signs of life for an attempt that delivers nothing: a third of the lease after the last request of any kind.
 *
 * <p>That is counted from the request's beginning: the process may be suspended before it reads the answer, and be silent for the
 * server all the while. Failed requests count as well, since repeating a heartbeat sooner helps nobody while the server is away. The clock
 * is monotonic and goes on while the process is suspended, so that a heartbeat is due at once when it goes on.
 *
 * <p>Used by one thread at a time, but for {@link #abandon}.
 */
final class Heartbeats {

    private final Delivery delivery;
    private final Duration timeout;
    private final LongSupplier nanoTime;

    private @Nullable Lease lease;
    private long sinceNanos;
    private volatile boolean underWay;

    /**
     * @param lease {@code null} for no heartbeats
     * @param timeout for a heartbeat and its answer; reports wait for it
     * @param nanoTime as {@link System#nanoTime}
     */
    Heartbeats(Delivery delivery, @Nullable Lease lease, Duration timeout, LongSupplier nanoTime) {
        this.delivery = delivery;
        this.lease = lease;
        this.timeout = timeout;
        this.nanoTime = nanoTime;
        this.sinceNanos = nanoTime.getAsLong();
    }

    /** Until the next heartbeat is due; practically for ever when there are none. */
    long nanosLeft() {
        return lease == null ? Long.MAX_VALUE : lease.heartbeatPause().toNanos() - (nanoTime.getAsLong() - sinceNanos);
    }

    /** Notes that a request begins. */
    void postpone() {
        sinceNanos = nanoTime.getAsLong();
    }

    /** Sends none any more. */
    void end() {
        lease = null;
    }

    /** Sends one, and lets nobody notice if that fails; whether the server turned out to be elsewhere. */
    boolean send() throws InterruptedException {
        postpone();
        Answer answer = answer();
        Lease granted = answer == null ? null : answer.lease();
        if (granted != null) { // else somebody else may listen on the port now
            lease = granted;
            return false;
        }
        if (delivery.address().relocate()) {
            hurry();
            return true;
        }
        if (answer != null && answer.isUnknownAttempt()) {
            end();
        }
        return false;
    }

    private @Nullable Answer answer() throws InterruptedException {
        underWay = true;
        try {
            return delivery.postHeartbeat(timeout);
        } catch (DeliveryException failure) {
            if (failure.isStale()) {
                hurry();
            }
            return null;
        } catch (RuntimeException defect) { // must not end the delivery of reports
            return null;
        } finally {
            underWay = false;
        }
    }

    /** Makes the next one due now: the last one went where the server no longer listens. */
    private void hurry() {
        if (lease != null) {
            sinceNanos -= lease.heartbeatPause().toNanos();
        }
    }

    /** Lets the one that is under way fail, if there is one; for any thread. */
    void abandon() {
        if (underWay) {
            delivery.abort();
        }
    }
}
