package io.trialog.benchmarks.reports;

import io.trialog.benchmarks.Latencies;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** A server under test with the trials that report to it. Not thread-safe. */
final class Contender {

    private final ServerProcess process;
    private final URI url;
    private final Expectation expectation;
    private final List<Reporter> reporters;

    Contender(ServerProcess process, List<Invitation> invitations, Expectation expectation) {
        this.process = process;
        this.url = process.url();
        this.expectation = expectation;
        this.reporters = invitations.stream()
                .map(invitation -> new Reporter(url, invitation))
                .toList();
    }

    /** Those that report, with what was acknowledged to each. */
    List<Reporter> reporters() {
        return reporters;
    }

    /** Loads it with one trial on each connection, and measures. */
    Measurement measure(int connections, int batch, Duration warmUp, Duration measured) throws IOException {
        return measure(reporters.subList(0, connections), connections, batch, warmUp, measured);
    }

    /** Loads it with all trials, which share the connections, and measures. */
    Measurement measureAll(int connections, Duration warmUp, Duration measured) throws IOException {
        return measure(reporters, Math.min(connections, reporters.size()), 1, warmUp, measured);
    }

    private Measurement measure(List<Reporter> who, int connections, int batch, Duration warmUp, Duration measured)
            throws IOException {
        Duration serverBefore = process.cpuTime();
        Duration clientBefore = ownCpuTime();
        long acknowledgedBefore = acknowledged();
        Latencies latencies =
                LoadClient.run(new LoadClient.Phase(url, who, connections, batch, expectation, warmUp, measured));
        double requests = (acknowledged() - acknowledgedBefore) / (double) batch;
        return new Measurement(
                connections,
                batch,
                latencies.count() / (measured.toNanos() / 1e9),
                latencies.millis(0.5),
                latencies.millis(0.99),
                process.cpuTime().minus(serverBefore).toNanos() / 1e3 / requests,
                ownCpuTime().minus(clientBefore).toNanos() / 1e3 / requests);
    }

    private long acknowledged() {
        return reporters.stream().mapToLong(Reporter::acknowledged).sum();
    }

    private static Duration ownCpuTime() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }
}
