package io.trialog.trainingservice.local;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * Ends the processes of one attempt: asks once, and after the grace period forces. The supervisor is spared, because it
 * writes down the end, unless it does not come to that. Used by one thread at a time.
 */
final class Termination {

    /** How long a supervisor may survive its forced command. */
    private static final Duration SUPERVISOR_GRACE = Duration.ofSeconds(2);

    private final Supervisor supervisor;
    private long forcedAt;
    private boolean asked;
    private Set<ProcessHandle> known = new HashSet<>();

    /**
     * @param now of {@link System#nanoTime}: the time of day may be set meanwhile
     * @param grace how long the processes have from now on
     */
    Termination(Supervisor supervisor, long now, Duration grace) {
        this.supervisor = supervisor;
        this.forcedAt = now + grace.toNanos();
    }

    /** Shortens the grace period; never prolongs it. */
    void hasten(long now, Duration grace) {
        long earlier = now + grace.toNanos();
        if (earlier - forcedAt < 0) {
            forcedAt = earlier;
        }
    }

    /**
     * Takes the next step.
     *
     * @return whether nothing of the attempt is left
     */
    boolean advance(ProcessTable table, long now) {
        known = table.treeOf(supervisor, known);
        if (known.isEmpty() && !table.contains(supervisor)) {
            return true;
        }
        if (!asked && !known.isEmpty()) {
            // Only once: what a process starts in answer, to save its work perhaps, has the grace period for it.
            known.forEach(ProcessHandle::destroy);
            asked = true;
        }
        if (now - forcedAt >= 0) {
            known.forEach(ProcessHandle::destroyForcibly);
        }
        if (now - forcedAt >= SUPERVISOR_GRACE.toNanos()) {
            ProcessHandle.of(supervisor.pid())
                    .filter(handle -> supervisor.isAlive())
                    .ifPresent(ProcessHandle::destroyForcibly);
        }
        return false;
    }
}
