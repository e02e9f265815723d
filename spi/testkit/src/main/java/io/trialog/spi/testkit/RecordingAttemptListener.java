package io.trialog.spi.testkit;

import io.trialog.spi.training.AttemptKey;
import io.trialog.spi.training.AttemptListener;
import io.trialog.spi.training.AttemptOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Remembers what a training service tells, in order, and lets tests wait for it. Any thread may use it. */
public final class RecordingAttemptListener implements AttemptListener {

    /**
     * One call.
     *
     * @param key the attempt
     * @param startedAt when it started; null when the call was {@link AttemptListener#ended}
     * @param outcome how it ended; null when the call was {@link AttemptListener#started}
     */
    public record Call(
            AttemptKey key,
            @Nullable Instant startedAt,
            @Nullable AttemptOutcome outcome) {}

    private final List<Call> calls = new ArrayList<>();
    private final Map<AttemptKey, String> waits = new HashMap<>();

    @Override
    public synchronized void started(AttemptKey key, Instant startedAt) {
        calls.add(new Call(key, startedAt, null));
        notifyAll();
    }

    @Override
    public synchronized void waiting(AttemptKey key, String reason) {
        waits.put(key, reason);
        notifyAll();
    }

    /** What the attempt waited for, as last told. */
    public synchronized Optional<String> waitOf(AttemptKey key) {
        return Optional.ofNullable(waits.get(key));
    }

    @Override
    public synchronized void ended(AttemptKey key, AttemptOutcome outcome) {
        calls.add(new Call(key, null, outcome));
        notifyAll();
    }

    /** Every call so far, oldest first. */
    public synchronized List<Call> calls() {
        return List.copyOf(calls);
    }

    /** When the attempt started, as first told. */
    public synchronized Optional<Instant> startOf(AttemptKey key) {
        return calls.stream()
                .filter(call -> call.key().equals(key))
                .flatMap(call -> Optional.ofNullable(call.startedAt()).stream())
                .findFirst();
    }

    /** How the attempt ended, as first told. */
    public synchronized Optional<AttemptOutcome> endOf(AttemptKey key) {
        return calls.stream()
                .filter(call -> call.key().equals(key))
                .flatMap(call -> Optional.ofNullable(call.outcome()).stream())
                .findFirst();
    }

    /**
     * Waits until the start of an attempt was told.
     *
     * @throws AssertionError when it was not told in time
     */
    public Instant awaitStart(AttemptKey key, Duration patience) {
        return await("started(" + key + ", ...)", patience, () -> startOf(key));
    }

    /**
     * Waits until the end of an attempt was told.
     *
     * @throws AssertionError when it was not told in time
     */
    public AttemptOutcome awaitEnd(AttemptKey key, Duration patience) {
        return await("ended(" + key + ", ...)", patience, () -> endOf(key));
    }

    private synchronized <T> T await(String wanted, Duration patience, Supplier<Optional<T>> told) {
        long deadline = System.nanoTime() + patience.toNanos();
        Optional<T> value = told.get();
        while (value.isEmpty()) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError("The service must call " + wanted + " on its listener; in "
                        + patience.toSeconds() + " s it did not. It called: " + calls);
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted while waiting for " + wanted, e);
            }
            value = told.get();
        }
        return value.get();
    }
}
