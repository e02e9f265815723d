package io.trialog.projection.series;

import io.trialog.event.MetricKind;

/**
 * Which series: the values that one attempt reported under one name.
 *
 * @param experiment the position of the experiment's creation in the log, which no other experiment shares, also none that has its id
 *     later
 * @param trial the number of the trial
 * @param attempt the attempt
 * @param kind intermediate or final results
 * @param metric the name of the number
 */
public record SeriesKey(long experiment, long trial, int attempt, MetricKind kind, String metric) {}
