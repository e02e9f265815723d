package io.trialog.event;

/**
 * An attempt has ended without a final report, and its end is not recorded before those reports are that may still be on
 * their way. Its trial keeps its slot; nothing else follows.
 *
 * @param reason what is waited for, for people
 */
@EventType("attempt.awaited")
public record AttemptAwaited(ExperimentId experiment, long number, int attempt, String reason) implements TrialEvent {}
