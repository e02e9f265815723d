package io.trialog.launch;

import io.trialog.event.MetricKind;
import java.time.Instant;
import java.util.Map;

/**
 * A report of a trial.
 *
 * @param trial the trial's number
 * @param attempt which attempt reported
 * @param sequence the report's number in the attempt, from 0
 * @param kind intermediate or final
 * @param values {@code default} and other named numbers; not-a-number and infinities are possible
 * @param at when it was recorded
 */
public record TrialMetric(
        long trial, int attempt, long sequence, MetricKind kind, Map<String, Double> values, Instant at) {}
