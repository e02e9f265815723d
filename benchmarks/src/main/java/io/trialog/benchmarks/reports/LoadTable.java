package io.trialog.benchmarks.reports;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The measurements as lines for people. */
final class LoadTable {

    private LoadTable() {}

    /** The header. */
    static List<String> header() {
        return List.of(
                String.format(
                        "%-12s %-12s %-8s %11s %11s %9s %9s %9s %11s %11s",
                        "connections",
                        "reports per",
                        "server",
                        "requests/s",
                        "reports/s",
                        "p50 ms",
                        "p99 ms",
                        "of bare",
                        "server CPU",
                        "client CPU"),
                String.format("%-12s %-12s %-8s %75s %11s", "", "request", "", "us/request", "us/request"));
    }

    /** A comparison. */
    static List<String> rows(Measurement bare, Measurement durable) {
        List<String> rows = new ArrayList<>();
        rows.add(row("bare", bare, ""));
        rows.add(row(
                "trialog",
                durable,
                String.format(Locale.ROOT, "%.2f", durable.requestsPerSecond() / bare.requestsPerSecond())));
        return rows;
    }

    private static String row(String server, Measurement measurement, String ratio) {
        return String.format(
                Locale.ROOT,
                "%-12d %-12d %-8s %,11.0f %,11.0f %9.3f %9.3f %9s %11.0f %11.0f",
                measurement.connections(),
                measurement.batch(),
                server,
                measurement.requestsPerSecond(),
                measurement.reportsPerSecond(),
                measurement.medianMillis(),
                measurement.p99Millis(),
                ratio,
                measurement.serverCpuMicros(),
                measurement.clientCpuMicros());
    }
}
