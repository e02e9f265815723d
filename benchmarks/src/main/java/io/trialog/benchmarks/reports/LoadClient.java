package io.trialog.benchmarks.reports;

import io.trialog.benchmarks.Latencies;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Sends reports as fast as a server answers: on each connection the next request follows the answer to the one before.
 * One thread with a selector serves all connections, which leaves as much of a small machine as possible to the server.
 */
final class LoadClient {

    private static final long STALL_MILLIS = 20_000;

    private final Phase phase;
    private final Latencies latencies = new Latencies();
    private long measureFrom;
    private long end;
    private int underWay;

    private LoadClient(Phase phase) {
        this.phase = phase;
    }

    /**
     * What to do.
     *
     * @param reporters those who report
     * @param connections how many connections they share, each its own ones: at most one for each
     * @param batch reports in a request
     * @param warmUp how long to go on before measuring
     * @param measured how long to measure
     */
    record Phase(
            URI server,
            List<Reporter> reporters,
            int connections,
            int batch,
            Expectation expectation,
            Duration warmUp,
            Duration measured) {

        /** Every n-th of them for each connection. */
        List<List<Reporter>> dealt() {
            List<List<Reporter>> hands = new ArrayList<>();
            for (int i = 0; i < reporters.size(); i++) {
                if (i < connections) {
                    hands.add(new ArrayList<>());
                }
                hands.get(i % connections).add(reporters.get(i));
            }
            return hands;
        }
    }

    /**
     * Runs a phase, and waits for the answers to all that was sent. Only requests answered within the measured time are
     * measured.
     *
     * @throws IllegalStateException when an answer is not as expected, or none comes
     */
    static Latencies run(Phase phase) throws IOException {
        return new LoadClient(phase).run();
    }

    private Latencies run() throws IOException {
        List<Connection> connections = new ArrayList<>();
        try (Selector selector = Selector.open()) {
            for (List<Reporter> hand : phase.dealt()) {
                connections.add(Connection.open(selector, phase.server(), hand));
            }
            measureFrom = System.nanoTime() + phase.warmUp().toNanos();
            end = measureFrom + phase.measured().toNanos();
            for (Connection connection : connections) {
                connection.send(phase.batch());
                underWay++;
            }
            while (underWay > 0) {
                if (selector.select(this::proceed, STALL_MILLIS) == 0) {
                    throw new IllegalStateException("no answer for " + STALL_MILLIS + " ms");
                }
            }
        } finally {
            for (Connection connection : connections) {
                connection.close();
            }
        }
        return latencies;
    }

    private void proceed(SelectionKey key) {
        Connection connection = (Connection) key.attachment();
        try {
            if (!connection.proceed()) {
                return;
            }
            long now = System.nanoTime();
            if (now >= measureFrom && now < end) {
                latencies.add(now - connection.sentAt());
            }
            connection.accept(phase.expectation());
            if (now < end) {
                connection.send(phase.batch());
            } else {
                underWay--;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
