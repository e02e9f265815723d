package io.trialog.launch;

import io.trialog.event.TrialState;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A trial as it was when the server was asked.
 *
 * @param id unique over all experiments
 * @param number its number in the experiment, from 0
 * @param state how it stands
 * @param reason why it ended so, for people
 * @param configuration what it evaluates
 * @param note why the tuner proposed it, for people
 * @param tag the tuner's word to itself
 * @param budget how much it is to spend, in units of the tuner's options; null when the tuner says nothing of it
 * @param parent the number of the trial that it continues
 * @param attempt its newest attempt, 0 before the first
 * @param value its final value; may be not finite; of several objectives, that of the first
 * @param objectives its final values of all objectives by metric; empty when there is but one, or no result
 * @param createdAt when it was proposed
 * @param startedAt when its newest attempt started
 * @param endedAt when it ended
 * @param exitCode of its newest attempt
 * @param outputDirectory where the newest attempt's stdout, stderr and own files are, on the server's machine
 */
public record TrialJob(
        String id,
        long number,
        TrialState state,
        @Nullable String reason,
        Map<String, @Nullable Object> configuration,
        @Nullable String note,
        @Nullable String tag,
        @Nullable Double budget,
        @Nullable Long parent,
        int attempt,
        @Nullable Double value,
        Map<String, Double> objectives,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Integer exitCode,
        @Nullable Path outputDirectory) {}
