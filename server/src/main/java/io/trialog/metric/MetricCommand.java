package io.trialog.metric;

/** Commands that bring metrics. */
public sealed interface MetricCommand permits ReportMetrics, ConsumeReports {}
