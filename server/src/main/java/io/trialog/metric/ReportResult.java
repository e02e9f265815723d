package io.trialog.metric;

import org.jspecify.annotations.Nullable;

/**
 * What became of a report.
 *
 * @param sequence the report's number in the attempt
 * @param status what became of it
 * @param message why it was refused; null otherwise
 */
public record ReportResult(
        long sequence, Status status, @Nullable String message) {

    /** What can become of a report. */
    public enum Status {
        /** Recorded now. */
        ACCEPTED,
        /** Recorded before. */
        DUPLICATE,
        /** Cannot be used. */
        REFUSED
    }
}
