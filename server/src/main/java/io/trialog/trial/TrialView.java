package io.trialog.trial;

import io.trialog.event.StopCause;
import io.trialog.event.TrialState;
import java.util.Optional;

/** A trial as decisions see it. Engine thread only. */
public interface TrialView {

    /** Its number in its experiment. */
    long number();

    /** Where it is in its life. */
    TrialState state();

    /** The newest attempt, 0 before the first. */
    int attempt();

    /** Whether the newest attempt's command was seen running. */
    boolean isStarted();

    /** Who wanted the newest attempt stopped. */
    Optional<StopCause> stopRequest();

    /** Why the newest attempt is to be stopped. */
    Optional<String> stopReason();

    /** Whether the newest attempt was given up for lost and nothing has happened since that a sign of life would not undo. */
    boolean isLost();

    /** How many attempts were lost. */
    int lostAttempts();

    /** How many attempts failed and were followed by another. */
    int failedAttempts();

    /** That somebody asked for the newest attempt and evaluates it; empty when a training service launches it. */
    Optional<Claim> claim();

    /** Whether somebody asked for the newest attempt. */
    default boolean isClaimed() {
        return claim().isPresent();
    }
}
