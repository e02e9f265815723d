package io.trialog.projection.activity;

import io.trialog.port.Clock;
import io.trialog.spi.training.AttemptKey;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What attempts wait for before their commands run, as training services tell it. Nothing of it is recorded: after a restart
 * they are launched again, and it is told again. Any thread.
 */
public final class LaunchWaits {

    /**
     * What an attempt waits for.
     *
     * @param what for people: {@code a GPU: GPU 0 has trials (1)}
     * @param since when it was first told that this attempt waits
     */
    record Wait(String what, Instant since) {}

    private final Clock clock;
    private final Map<AttemptKey, Wait> waits = new ConcurrentHashMap<>();

    /** Nothing waits yet. */
    public LaunchWaits(Clock clock) {
        this.clock = clock;
    }

    /** An attempt waits; what for may have changed. */
    public void note(AttemptKey key, String what) {
        waits.merge(key, new Wait(what, clock.now()), (old, next) -> new Wait(what, old.since()));
    }

    /** An attempt does not wait any more. */
    public void forget(AttemptKey key) {
        waits.remove(key);
    }

    /** What an attempt waits for; empty when that is nothing, or was not told. */
    Optional<Wait> of(AttemptKey key) {
        return Optional.ofNullable(waits.get(key));
    }
}
