package io.trialog.launch;

import io.trialog.event.ExperimentState;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An experiment as it was when the server was asked.
 *
 * @param id its id
 * @param name a label for people
 * @param state how it stands
 * @param reason why, for people
 * @param trialConcurrency how many trials may run at a time now
 * @param maxTrialNumber how many trials there may be now; null for no limit
 * @param runTime how long it has run, stops not counted
 * @param counts trials by what became of them: total, waiting, running, succeeded, failed, canceled, earlyStopped
 * @param best the best trial so far
 * @param createdAt when it was created
 * @param endedAt when it came to rest
 */
public record ExperimentProfile(
        String id,
        @Nullable String name,
        ExperimentState state,
        @Nullable String reason,
        int trialConcurrency,
        @Nullable Integer maxTrialNumber,
        Duration runTime,
        Map<String, Integer> counts,
        @Nullable TrialResult best,
        Instant createdAt,
        @Nullable Instant endedAt) {

    /** How many trials there are of this kind. */
    public int count(String kind) {
        return counts.getOrDefault(kind, 0);
    }
}
