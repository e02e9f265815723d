package io.trialog.scheduling;

import io.trialog.engine.Follower;
import io.trialog.event.ExperimentEvent;
import io.trialog.event.ExperimentId;
import io.trialog.event.RecordedEvent;
import io.trialog.port.Clock;
import io.trialog.port.EventLog;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * What runs for one experiment: its followers. Those that start from the present are live at once, so that running trials are
 * found again without delay; those that need the history, which may be long, take it in meanwhile on another thread.
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
     * @param prompt threads for followers that start from the present
     * @param patient threads for the others
     */
    ExperimentRuntime(ExperimentId experiment, List<Follower> followers, long past, Executor prompt, Executor patient) {
        this.experiment = experiment;
        this.past = past;
        this.present = new FollowerLane(
                experiment,
                followers.stream().filter(follower -> !follower.needsHistory()).toList(),
                prompt);
        this.readers = new FollowerLane(
                experiment, followers.stream().filter(Follower::needsHistory).toList(), patient);
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

    /** Notes a new event; {@link #tell} passes it on. One thread. */
    void committed(RecordedEvent recorded) {
        if (recorded.position() > past) {
            present.note(recorded);
            readers.note(recorded);
        }
    }

    /** Tells the followers of new events. The same thread. */
    void tell() {
        present.tell();
        readers.tell();
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
