package io.trialog.trial;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The trials of one experiment as decisions see them. Engine thread only. */
public interface TrialsView {

    /** When they get another attempt, and what odd results mean. */
    AttemptPolicy policy();

    /** The worst value of those that succeeded; null while there is none. */
    @Nullable
    Double worst();

    /** How many there are. */
    int total();

    /** How many are under way: an attempt is scheduled or runs. */
    int active();

    /** How many of those somebody asked for: they occupy no slot. */
    int claimed();

    /** How many wait for a slot. */
    int waiting();

    /** How many have not ended. */
    default int unended() {
        return active() + waiting();
    }

    /** The configurations that wait to become trials, in order. */
    List<QueuedTrial> queue();

    /** How many configurations wait to become trials. */
    int queued();

    /** The configuration that becomes the next trial. */
    Optional<QueuedTrial> nextQueued();

    /** The one that gets the next slot. */
    OptionalLong nextWaiting();

    /** Those that get the next slots, in order, at most so many. */
    List<Long> nextWaiting(int limit);

    /** Those that wait for their first attempt, by number. */
    List<PreparedTrial> prepared();

    /** Those that are under way, by number. */
    List<TrialView> running();

    /** The one under way that was claimed by this ask. */
    Optional<TrialView> claimedBy(String askId);

    /** The trial of this number. */
    Optional<TrialView> find(long number);
}
