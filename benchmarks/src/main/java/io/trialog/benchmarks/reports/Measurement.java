package io.trialog.benchmarks.reports;

/**
 * What came out for one server under one load.
 *
 * @param connections requests under way at a time
 * @param batch reports in a request
 * @param requestsPerSecond answered
 * @param medianMillis half of the answers came within this time
 * @param p99Millis 99 of 100 answers came within this time
 * @param serverCpuMicros processor time of the server's process per request, warm-up included
 * @param clientCpuMicros processor time of the client's process per request, warm-up included
 */
record Measurement(
        int connections,
        int batch,
        double requestsPerSecond,
        double medianMillis,
        double p99Millis,
        double serverCpuMicros,
        double clientCpuMicros) {

    /** Reports answered. */
    double reportsPerSecond() {
        return batch * requestsPerSecond;
    }
}
