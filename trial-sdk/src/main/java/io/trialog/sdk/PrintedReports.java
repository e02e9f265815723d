package io.trialog.sdk;

import java.io.PrintStream;
import java.util.Locale;

/** What a stand-alone program reports is printed. */
final class PrintedReports implements ReportSink {

    private final PrintStream out;

    PrintedReports(PrintStream out) {
        this.out = out;
    }

    @Override
    public void report(Report.Kind kind, MetricValue value) {
        String name = kind.name().toLowerCase(Locale.ROOT);
        if (value.problem() != null) {
            Messages.toStderr().accept("the " + name + " result is not reported: " + value.problem());
        } else {
            out.println("trialog: " + name + " result: " + value.json());
        }
    }

    @Override
    public void close() {
        out.flush();
    }
}
