package io.trialog.adapter.http;

import io.trialog.event.RecordedEvent;
import io.trialog.port.EventLog;
import io.trialog.port.EventLogException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A log whose disk can be made to stand still, or to fail. */
final class GatedEventLog implements EventLog {

    private final EventLog log;
    private final Semaphore gate = new Semaphore(1);
    private volatile boolean damaged;
    private volatile CountDownLatch waiting = new CountDownLatch(1);

    GatedEventLog(EventLog log) {
        this.log = log;
    }

    /** From now on appends wait. */
    void shut() {
        waiting = new CountDownLatch(1);
        gate.acquireUninterruptibly();
    }

    /** Returns when an append waits. */
    void awaitAppend() throws InterruptedException {
        if (!waiting.await(10, TimeUnit.SECONDS)) {
            throw new AssertionError("nothing was appended");
        }
    }

    /** From now on nothing can be read. */
    void damage() {
        damaged = true;
    }

    void open() {
        gate.release();
    }

    @Override
    public void append(List<RecordedEvent> events) {
        waiting.countDown();
        gate.acquireUninterruptibly();
        gate.release();
        log.append(events);
    }

    @Override
    public long lastPosition() {
        return log.lastPosition();
    }

    @Override
    public OptionalLong checksum(long position) {
        return log.checksum(position);
    }

    @Override
    public Optional<RecordedEvent> at(long position) {
        requireReadable();
        return log.at(position);
    }

    @Override
    public void read(long from, Predicate<RecordedEvent> visitor) {
        requireReadable();
        log.read(from, visitor);
    }

    private void requireReadable() {
        if (damaged) {
            throw new EventLogException("the log is damaged at position 3");
        }
    }

    @Override
    public void close() {
        log.close();
    }
}
