package io.trialog.scheduling;

import io.trialog.engine.Follower;
import io.trialog.event.ExperimentEvent;
import io.trialog.event.ExperimentId;
import io.trialog.event.RecordedEvent;
import io.trialog.port.Clock;
import io.trialog.port.EventLog;
import java.util.List;

/**
 * What runs for one experiment: its followers. Those that start from the present are live at once, so that running trials are
 * found again without delay; those that need the history, which may be long, take it in meanwhile on a thread of their own.
 */
final class ExperimentRuntime {

    private final ExperimentId experiment;
    private final FollowerLane present;
    private final FollowerLane readers;
    private final long past;
    private volatile boolean closed;
    private volatile boolean held;

    /**
     * A runtime that is still to be started.
     *
     * @param past the last event of the past: what followers that start from the present know
     */
    ExperimentRuntime(ExperimentId experiment, List<Follower> followers, long past) {
        this.experiment = experiment;
        this.past = past;
        this.present = new FollowerLane(
                experiment,
                "attempts",
                followers.stream().filter(follower -> !follower.needsHistory()).toList());
        this.readers = new FollowerLane(
                experiment,
                "experiment",
                followers.stream().filter(Follower::needsHistory).toList());
    }

    /** Goes live, with those that need it when they have heard of the events from a position on. */
    void start(EventLog log, long from, Clock clock) {
        present.run(() -> present.forEach(Follower::live));
        readers.run(() -> {
            HistoryProgress progress = new HistoryProgress(experiment, from, past, clock);
            log.read(from, recorded -> {
                if (recorded.position() <= past && concerns(recorded)) {
                    readers.forEach(follower -> follower.replayed(recorded));
                }
                progress.at(recorded.position());
                return recorded.position() < past && !closed;
            });
            if (!closed) {
                readers.forEach(Follower::live);
            }
        });
    }

    void committed(RecordedEvent recorded) {
        if (recorded.position() > past) {
            present.run(() -> present.forEach(follower -> follower.committed(recorded)));
            readers.run(() -> readers.forEach(follower -> follower.committed(recorded)));
        }
    }

    /** Something failed: to go on, the experiment needs new followers. */
    void hold() {
        held = true;
    }

    boolean isHeld() {
        return held;
    }

    /** Ends the followers after what was given to them; a history that is being read is given up. */
    void close() {
        closed = true;
        present.close();
        readers.close();
    }

    private boolean concerns(RecordedEvent recorded) {
        return recorded.event() instanceof ExperimentEvent event
                && event.experiment().equals(experiment);
    }
}
