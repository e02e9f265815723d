package io.trialog.sdk;

/** Where reports go: to the server, or, stand-alone, to stdout. */
interface ReportSink extends AutoCloseable {

    /** Takes a report without waiting; a value that cannot be reported becomes a message. */
    void report(Report.Kind kind, MetricValue value);

    /** Waits, within limits, until what was taken is where it belongs. */
    @Override
    void close();
}
