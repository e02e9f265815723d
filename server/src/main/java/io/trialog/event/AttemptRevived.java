package io.trialog.event;

/**
 * An attempt that was silent or given up for lost gave a sign of life: its trial runs again.
 *
 * @param reason what the sign was, for people
 */
@EventType("attempt.revived")
public record AttemptRevived(ExperimentId experiment, long number, int attempt, String reason) implements TrialEvent {}
