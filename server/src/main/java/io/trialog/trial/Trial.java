package io.trialog.trial;

import io.trialog.event.ExperimentId;
import io.trialog.event.RequeueCause;
import io.trialog.event.StopCause;
import io.trialog.event.TrialState;
import io.trialog.port.SnapshotLine;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A trial's life. Immutable: appliers replace it.
 *
 * @param stop the request to stop the newest attempt; null for none
 * @param claimed that somebody asked for the newest attempt; null when it is launched, and before the first
 */
record Trial(
        long number,
        TrialState state,
        int attempt,
        boolean isStarted,
        @Nullable Stop stop,
        boolean isLost,
        int lostAttempts,
        int failedAttempts,
        @Nullable Claim claimed)
        implements TrialView {

    /** Who wants an attempt stopped, and why. */
    record Stop(StopCause by, String reason) {}

    static final String ENTITY = "trial";

    static Trial proposed(long number) {
        return new Trial(number, TrialState.WAITING, 0, false, null, false, 0, 0, null);
    }

    @Override
    public Optional<StopCause> stopRequest() {
        return Optional.ofNullable(stop).map(Stop::by);
    }

    @Override
    public Optional<String> stopReason() {
        return Optional.ofNullable(stop).map(Stop::reason);
    }

    @Override
    public Optional<Claim> claim() {
        return Optional.ofNullable(claimed);
    }

    /** Who asked for an attempt has begun with it. */
    Trial schedule(int newAttempt, @Nullable Claim claim) {
        boolean started = claim != null;
        return new Trial(
                number, TrialState.RUNNING, newAttempt, started, null, false, lostAttempts, failedAttempts, claim);
    }

    Trial start() {
        return new Trial(number, state, attempt, true, stop, isLost, lostAttempts, failedAttempts, claimed);
    }

    Trial requestStop(StopCause by, String reason) {
        return new Trial(
                number, state, attempt, isStarted, new Stop(by, reason), isLost, lostAttempts, failedAttempts, claimed);
    }

    Trial lose() {
        return new Trial(number, state, attempt, isStarted, stop, true, lostAttempts + 1, failedAttempts, claimed);
    }

    /** The newest attempt is alive after all. */
    Trial revive() {
        return isLost
                ? new Trial(
                        number,
                        TrialState.RUNNING,
                        attempt,
                        isStarted,
                        null,
                        false,
                        lostAttempts - 1,
                        failedAttempts,
                        claimed)
                : enter(TrialState.RUNNING);
    }

    /** Its end has another reason than a loss: no sign of life of the lost attempt changes that. */
    Trial settle() {
        return new Trial(number, state, attempt, isStarted, stop, false, lostAttempts, failedAttempts, claimed);
    }

    Trial requeue(@Nullable RequeueCause by) {
        int failed = by == RequeueCause.FAILURE ? failedAttempts + 1 : failedAttempts;
        return new Trial(number, TrialState.WAITING, attempt, isStarted, stop, isLost, lostAttempts, failed, claimed);
    }

    Trial enter(TrialState next) {
        return new Trial(number, next, attempt, isStarted, stop, isLost, lostAttempts, failedAttempts, claimed);
    }

    SnapshotLine toLine(ExperimentId experiment) {
        SnapshotLine line = SnapshotLine.of(ENTITY)
                .with("experiment", experiment.value())
                .with("number", number)
                .withText("state", state)
                .with("attempt", attempt)
                .with("started", isStarted)
                .withText("stopRequest", stop == null ? null : stop.by())
                .with("stopReason", stop == null ? null : stop.reason())
                .with("lost", isLost)
                .with("lostAttempts", lostAttempts)
                .with("failedAttempts", failedAttempts);
        return Claim.write(claimed, line);
    }

    static Trial of(SnapshotLine line) {
        StopCause by = line.optionalConstant("stopRequest", StopCause.class);
        return new Trial(
                line.whole("number"),
                line.constant("state", TrialState.class),
                Math.toIntExact(line.whole("attempt")),
                line.flag("started"),
                by == null ? null : new Stop(by, line.text("stopReason")),
                line.flag("lost"),
                Math.toIntExact(line.whole("lostAttempts")),
                Math.toIntExact(line.whole("failedAttempts")),
                Claim.read(line));
    }

    Map<String, @Nullable Object> asMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("number", number);
        map.put("state", state.name());
        map.put("attempt", attempt);
        map.put("started", isStarted);
        map.put("stopRequest", stop == null ? null : stop.by().name());
        map.put("stopReason", stop == null ? null : stop.reason());
        map.put("lost", isLost);
        map.put("lostAttempts", lostAttempts);
        map.put("failedAttempts", failedAttempts);
        map.put("claim", claimed == null ? null : claimed.toString());
        return map;
    }
}
