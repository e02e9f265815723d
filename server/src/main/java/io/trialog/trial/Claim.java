package io.trialog.trial;

import io.trialog.event.AttemptScheduled;
import io.trialog.port.SnapshotLine;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * That somebody asked for an attempt and evaluates it, instead of a training service.
 *
 * @param askId the id of the ask
 * @param leaseSeconds how long who asked may be silent; null for the experiment's lease
 */
public record Claim(String askId, @Nullable Integer leaseSeconds) {

    private static final String ASK_ID = "claim";
    private static final String LEASE = "leaseSeconds";

    /** The claim of an attempt; null when it is to be launched. */
    public static @Nullable Claim of(AttemptScheduled scheduled) {
        String askId = scheduled.claim();
        return askId == null ? null : new Claim(askId, scheduled.leaseSeconds());
    }

    /** How long who asked may be silent, in an experiment with this policy. */
    public Duration lease(AttemptPolicy policy) {
        return leaseSeconds == null ? policy.lease() : Duration.ofSeconds(leaseSeconds);
    }

    static SnapshotLine write(@Nullable Claim claim, SnapshotLine line) {
        return claim == null ? line : line.with(ASK_ID, claim.askId).with(LEASE, claim.leaseSeconds);
    }

    static @Nullable Claim read(SnapshotLine line) {
        String askId = line.optionalText(ASK_ID);
        return askId == null ? null : new Claim(askId, line.optionalWhole(LEASE));
    }
}
