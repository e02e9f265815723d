package io.trialog.event;

/**
 * A report could not be used; kept so that people see why a trial has no result. At most a few are kept for an attempt.
 *
 * @param sequence the report's number in the attempt
 * @param reason what was wrong
 */
@EventType("report.refused")
public record ReportRefused(ExperimentId experiment, long number, int attempt, long sequence, String reason)
        implements TrialEvent {}
