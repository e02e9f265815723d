package io.trialog.adapter.http;

import io.trialog.event.ExperimentId;
import io.trialog.port.EventLog;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** Reads changes of the past from the log, a part at a time. Blocks: worker threads only. */
final class ChangeHistory {

    /** Bounds how long one part takes when hardly any event concerns the viewer. */
    private static final int MAX_EVENTS = 10_000;

    /**
     * A part of the past.
     *
     * @param messages what to send, perhaps nothing
     * @param upTo the position that it reaches to, itself included
     */
    record Part(Buffer messages, long upTo) {}

    private final EventLog log;
    private final ChangeText text;
    private final int maxBytes;

    ChangeHistory(EventLog log, ChangeText text, int maxBytes) {
        this.log = log;
        this.text = text;
        this.maxBytes = maxBytes;
    }

    /** The changes from a position to another, both included, or a first part of them. */
    Part read(long from, long to, @Nullable ExperimentId only) {
        Buffer messages = Buffer.buffer();
        long[] upTo = {to};
        long last = Math.min(to, from + MAX_EVENTS - 1);
        log.read(from, recorded -> {
            if (recorded.position() <= last && ChangeText.concerns(recorded, only)) {
                messages.appendBuffer(text.encode(recorded, only));
            }
            boolean more = recorded.position() < last && messages.length() < maxBytes;
            if (!more) {
                upTo[0] = Math.min(recorded.position(), last);
            }
            return more;
        });
        return new Part(messages, upTo[0]);
    }
}
