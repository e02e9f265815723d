package io.trialog.trial;

import io.trialog.event.RequeueCause;
import io.trialog.event.StopCause;
import io.trialog.event.TrialState;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A trial's life. Mutable; touched by the engine thread only, changed by appliers only. */
final class Trial implements TrialView {

    private final long number;
    private TrialState state = TrialState.WAITING;
    private int attempt;
    private boolean started;
    private @Nullable StopCause stopRequest;
    private @Nullable String stopReason;
    private boolean lost;
    private int lostAttempts;
    private int failedAttempts;

    Trial(long number) {
        this.number = number;
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public TrialState state() {
        return state;
    }

    @Override
    public int attempt() {
        return attempt;
    }

    @Override
    public boolean isStarted() {
        return started;
    }

    @Override
    public Optional<StopCause> stopRequest() {
        return Optional.ofNullable(stopRequest);
    }

    @Override
    public Optional<String> stopReason() {
        return Optional.ofNullable(stopReason);
    }

    @Override
    public boolean isLost() {
        return lost;
    }

    @Override
    public int lostAttempts() {
        return lostAttempts;
    }

    @Override
    public int failedAttempts() {
        return failedAttempts;
    }

    void schedule(int newAttempt) {
        state = TrialState.RUNNING;
        attempt = newAttempt;
        started = false;
        lost = false;
        stopRequest = null;
        stopReason = null;
    }

    void start() {
        started = true;
    }

    void requestStop(StopCause by, String reason) {
        stopRequest = by;
        stopReason = reason;
    }

    void lose() {
        lost = true;
        lostAttempts++;
    }

    /** The newest attempt is alive after all. */
    void revive() {
        if (lost) {
            lost = false;
            lostAttempts--;
            stopRequest = null;
            stopReason = null;
        }
        state = TrialState.RUNNING;
    }

    /** Its end has another reason than a loss: no sign of life of the lost attempt changes that. */
    void settle() {
        lost = false;
    }

    void requeue(@Nullable RequeueCause by) {
        if (by == RequeueCause.FAILURE) {
            failedAttempts++;
        }
        state = TrialState.WAITING;
    }

    void enter(TrialState next) {
        state = next;
    }

    Map<String, @Nullable Object> asMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("number", number);
        map.put("state", state.name());
        map.put("attempt", attempt);
        map.put("started", started);
        map.put("stopRequest", stopRequest == null ? null : stopRequest.name());
        map.put("stopReason", stopReason);
        map.put("lost", lost);
        map.put("lostAttempts", lostAttempts);
        map.put("failedAttempts", failedAttempts);
        return map;
    }
}
