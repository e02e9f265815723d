package io.trialog.engine;

import io.trialog.event.RecordedEvent;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens after a batch is durable, on a thread of its own: listeners hear of it, then senders get their replies. The
 * queue is short, so an engine that runs far ahead waits.
 */
final class CommitQueue implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CommitQueue.class);
    private static final int CAPACITY = 64;

    private record Commit(List<RecordedEvent> events, List<Runnable> replies, boolean last) {}

    private final List<CommitListener> listeners;
    private final BlockingQueue<Commit> commits = new ArrayBlockingQueue<>(CAPACITY);
    private final Thread thread = new Thread(this::loop, "trialog-commit");

    CommitQueue(List<CommitListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    void start() {
        thread.start();
    }

    /** Hands over a durable batch; waits while the queue is full. */
    void put(List<RecordedEvent> events, List<Runnable> replies) {
        enqueue(new Commit(List.copyOf(events), replies, false));
    }

    /** Returns when everything handed over is done. */
    @Override
    public void close() {
        enqueue(new Commit(List.of(), List.of(), true));
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void enqueue(Commit commit) {
        boolean interrupted = false;
        while (true) {
            try {
                commits.put(commit);
                break;
            } catch (InterruptedException e) {
                interrupted = true; // a durable batch must be told, also while closing
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void loop() {
        while (true) {
            try {
                Commit commit = commits.take();
                if (commit.last()) {
                    return;
                }
                tell(commit);
            } catch (InterruptedException e) {
                LOG.debug("interrupted while waiting for commits");
            }
        }
    }

    private void tell(Commit commit) {
        if (!commit.events().isEmpty()) {
            for (CommitListener listener : listeners) {
                guarded("a commit listener failed", () -> listener.committed(commit.events()));
            }
        }
        for (Runnable reply : commit.replies()) {
            guarded("a sender failed on its reply", reply);
        }
    }

    private static void guarded(String what, Runnable body) {
        try {
            body.run();
        } catch (RuntimeException | Error e) {
            LOG.error(what, e);
        }
    }
}
