package io.trialog.event;

/**
 * An attempt has given no sign of life for the time of its lease. Nobody knows whether it runs: its trial keeps its slot
 * and is {@link TrialState#UNKNOWN} until the attempt is heard of again, or is known to have ended.
 *
 * @param reason what was waited for, for people
 */
@EventType("attempt.silent")
public record AttemptSilent(ExperimentId experiment, long number, int attempt, String reason) implements TrialEvent {}
