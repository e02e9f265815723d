package io.trialog.scheduling;

import io.trialog.engine.Follower;
import io.trialog.event.ExperimentEvent;
import io.trialog.event.ExperimentId;
import io.trialog.event.RecordedEvent;
import io.trialog.port.EventLog;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What runs for one experiment: its followers, on a thread of their own. */
final class ExperimentRuntime {

    private static final Logger LOG = LoggerFactory.getLogger(ExperimentRuntime.class);

    private final ExperimentId experiment;
    private final List<Follower> followers;
    private final ExecutorService executor;

    ExperimentRuntime(ExperimentId experiment, List<Follower> followers) {
        this.experiment = experiment;
        this.followers = List.copyOf(followers);
        this.executor = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "trialog-experiment-" + experiment);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Takes in the history between two positions, both included, and goes live. */
    void start(EventLog log, long from, long to) {
        run(() -> {
            log.read(from, recorded -> {
                if (recorded.position() <= to && concerns(recorded)) {
                    followers.forEach(follower -> follower.replayed(recorded));
                }
                return recorded.position() < to;
            });
            followers.forEach(Follower::live);
        });
    }

    void committed(RecordedEvent recorded) {
        run(() -> followers.forEach(follower -> follower.committed(recorded)));
    }

    void close() {
        run(() -> followers.forEach(Follower::close));
        executor.shutdown();
    }

    private boolean concerns(RecordedEvent recorded) {
        return recorded.event() instanceof ExperimentEvent event
                && event.experiment().equals(experiment);
    }

    private void run(Runnable body) {
        executor.execute(() -> {
            try {
                body.run();
            } catch (RuntimeException | Error e) {
                LOG.error("an effect failed [experiment: {}]", experiment, e);
            }
        });
    }
}
