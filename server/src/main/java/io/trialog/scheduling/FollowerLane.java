package io.trialog.scheduling;

import io.trialog.engine.Follower;
import io.trialog.engine.Follower.Interest;
import io.trialog.engine.SerialExecutor;
import io.trialog.event.Event;
import io.trialog.event.ExperimentId;
import io.trialog.event.RecordedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Followers of one experiment that are called one after the other, in order, on threads shared with other experiments. New
 * events are noted first and told many at a time, as waking a thread for each costs more than all that followers do with it.
 */
final class FollowerLane {

    private static final Logger LOG = LoggerFactory.getLogger(FollowerLane.class);

    /** How many events may wait for one that somebody is to hear of at once. */
    static final int MAX_NOTED = 1000;

    private final ExperimentId experiment;
    private final List<Follower> followers;
    private final SerialExecutor executor;
    private List<RecordedEvent> noted = new ArrayList<>();
    private boolean isUrgent;

    /** A lane that runs on these threads. */
    FollowerLane(ExperimentId experiment, List<Follower> followers, Executor threads) {
        this.experiment = experiment;
        this.followers = List.copyOf(followers);
        this.executor = new SerialExecutor(threads);
    }

    /** Calls each follower; within {@link #run} only. */
    void forEach(Consumer<Follower> call) {
        followers.forEach(call);
    }

    /** Notes a new event, to be told later. One thread, that of {@link #tell}. */
    void note(RecordedEvent recorded) {
        Interest interest = interestIn(recorded.event());
        if (interest != Interest.NONE) {
            noted.add(recorded);
            isUrgent |= interest == Interest.NOW || noted.size() >= MAX_NOTED;
        }
    }

    /** Tells the followers what is noted, if one of them is to hear of any of it at once. */
    void tell() {
        if (isUrgent) {
            List<RecordedEvent> told = noted;
            noted = new ArrayList<>();
            isUrgent = false;
            run(() -> told.forEach(recorded -> guarded(() -> forEach(follower -> follower.committed(recorded)))));
        }
    }

    /** Does something after all that was given to it before. */
    void run(Runnable body) {
        executor.execute(() -> guarded(body));
    }

    void close() {
        run(() -> followers.forEach(Follower::close));
    }

    private Interest interestIn(Event event) {
        Interest most = Interest.NONE;
        for (Follower follower : followers) {
            Interest own = follower.interestIn(event);
            most = own.compareTo(most) > 0 ? own : most;
        }
        return most;
    }

    private void guarded(Runnable body) {
        try {
            body.run();
        } catch (RuntimeException | Error e) {
            LOG.error("an effect failed [experiment: {}]", experiment, e);
        }
    }
}
