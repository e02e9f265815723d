package io.trialog.port;

import io.trialog.event.ExperimentId;
import io.trialog.experiment.TransportSettings;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Ways besides HTTP in which reports of trials come, and events go. Any thread may call it; it never waits, and throws nothing
 * for brokers that are away, whose settings are wrong or that refuse: it says so where people look, and tries again.
 */
public interface Transports extends AutoCloseable {

    /** None: trials report over HTTP, and events go nowhere. */
    Transports NONE = new Transports() {
        @Override
        public void open(ExperimentId experiment, TransportSettings settings) {}

        @Override
        public CompletableFuture<Void> recorded(TransportSettings settings) {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public Map<String, String> environment(TransportSettings settings) {
            return Map.of();
        }

        @Override
        public void close() {}
    };

    /**
     * Takes reports from where the trials of an experiment send them, and sends its events where they are wanted, from now on and
     * until this is closed. Called for an experiment that starts or is resumed, and when a server begins, for each whose reports may
     * still be on their way or whose events may not all be sent. May be called again and again.
     */
    void open(ExperimentId experiment, TransportSettings settings);

    /**
     * Waits for what is on its way.
     *
     * @return completes when all reports are recorded that were where trials send them at the time of this call; with HTTP alone,
     *     that is now. While no broker answers it does not complete, and never exceptionally: who can wait no longer cancels it
     */
    CompletableFuture<Void> recorded(TransportSettings settings);

    /** Environment variables that tell a trial how to report, in place of what it is told otherwise; none for HTTP. */
    Map<String, String> environment(TransportSettings settings);

    @Override
    void close();
}
