package io.trialog.event;

/** When in an attempt a metric is reported. */
public enum MetricKind {
    /** On the way. */
    INTERMEDIATE,
    /** The result. */
    FINAL
}
