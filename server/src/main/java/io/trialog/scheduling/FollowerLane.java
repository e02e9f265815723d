package io.trialog.scheduling;

import io.trialog.engine.Follower;
import io.trialog.event.ExperimentId;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Followers of one experiment that share a thread: each of them is called by it alone, in order. */
final class FollowerLane {

    private static final Logger LOG = LoggerFactory.getLogger(FollowerLane.class);

    private final ExperimentId experiment;
    private final List<Follower> followers;
    private final ExecutorService executor;

    FollowerLane(ExperimentId experiment, String name, List<Follower> followers) {
        this.experiment = experiment;
        this.followers = List.copyOf(followers);
        this.executor = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "trialog-" + name + "-" + experiment);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Calls each follower; on the lane's thread only. */
    void forEach(Consumer<Follower> call) {
        followers.forEach(call);
    }

    /** Does something on the lane's thread after all that was given to it before. */
    void run(Runnable body) {
        executor.execute(() -> {
            try {
                body.run();
            } catch (RuntimeException | Error e) {
                LOG.error("an effect failed [experiment: {}]", experiment, e);
            }
        });
    }

    void close() {
        run(() -> followers.forEach(Follower::close));
        executor.shutdown();
    }
}
