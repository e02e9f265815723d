package io.trialog.event;

import java.time.Instant;

/**
 * An attempt's command runs.
 *
 * @param startedAt since when
 */
@EventType("attempt.started")
public record AttemptStarted(ExperimentId experiment, long number, int attempt, Instant startedAt)
        implements TrialEvent {}
