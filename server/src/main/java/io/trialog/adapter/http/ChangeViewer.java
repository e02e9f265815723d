package io.trialog.adapter.http;

import io.trialog.event.ExperimentId;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client of the event stream. It knows how far it is, and takes what comes next whenever the client's connection has
 * room. Touched by the connection's thread only, but for {@link #wake} and {@link #end}.
 */
final class ChangeViewer {

    private static final Logger LOG = LoggerFactory.getLogger(ChangeViewer.class);
    private static final Buffer HEARTBEAT = Buffer.buffer(": still here\n\n");
    private static final int MAX_WRITE_BYTES = 32 * 1024;

    private final HttpServerResponse response;
    private final Context context;
    private final ChangeRing ring;
    private final ChangeHistory history;
    private final @Nullable ExperimentId only;
    private long sent;
    private boolean reading;
    private boolean over;
    private Runnable onEnd = () -> {};

    ChangeViewer(
            HttpServerResponse response,
            Context context,
            ChangeRing ring,
            ChangeHistory history,
            @Nullable ExperimentId only) {
        this.response = response;
        this.context = context;
        this.ring = ring;
        this.history = history;
        this.only = only;
    }

    void start(@Nullable Long after, Runnable whenOver) {
        onEnd = whenOver;
        response.closeHandler(closed -> finish());
        response.exceptionHandler(failure -> LOG.debug("a viewer is gone: {}", failure.getMessage()));
        response.drainHandler(drained -> proceed());
        long head = ring.head();
        if (after == null || after > head) {
            sent = head; // ids from beyond the end are those of another log
            response.write(ChangeText.hello(head));
        } else {
            sent = after;
            response.writeHead();
        }
        proceed();
    }

    /** There is something new. Any thread. */
    void wake() {
        context.runOnContext(unused -> proceed());
    }

    /** Ends the stream; the client may come back. Any thread. */
    void end() {
        context.runOnContext(unused -> {
            if (finish()) {
                response.end();
            }
        });
    }

    /** A client that does not read needs no sign of life. */
    void heartbeat() {
        if (!over && !response.writeQueueFull()) {
            response.write(HEARTBEAT);
        }
    }

    private void proceed() {
        try {
            while (!over && !reading && sent < ring.head() && !response.writeQueueFull()) {
                sendRecent();
            }
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private void sendRecent() {
        Buffer messages = Buffer.buffer();
        ChangeRing.Entry next = ring.at(sent + 1);
        if (next == null) {
            readPast();
            return;
        }
        while (next != null && messages.length() < MAX_WRITE_BYTES) {
            if (ChangeText.concerns(next.recorded(), only)) {
                messages.appendBuffer(next.messages());
            }
            sent++;
            next = ring.at(sent + 1);
        }
        write(messages);
    }

    private void readPast() {
        long from = sent + 1;
        long to = ring.head();
        reading = true;
        context.executeBlocking(() -> history.read(from, to, only), false)
                .onSuccess(part -> {
                    reading = false;
                    sent = part.upTo();
                    write(part.messages());
                    proceed();
                })
                .onFailure(this::fail);
    }

    private void write(Buffer messages) {
        if (!over && messages.length() > 0) {
            response.write(messages);
        }
    }

    private void fail(Throwable failure) {
        LOG.error("an event stream failed [position: {}]", sent, failure);
        if (finish()) {
            response.reset();
        }
    }

    /** Whether it was not over before. */
    private boolean finish() {
        boolean first = !over;
        over = true;
        if (first) {
            onEnd.run();
        }
        return first;
    }
}
