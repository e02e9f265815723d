package io.trialog.adapter.http;

import io.trialog.event.ExperimentEvent;
import io.trialog.event.ExperimentId;
import io.trialog.event.RecordedEvent;
import io.trialog.port.EventLog;
import io.vertx.core.buffer.Buffer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes the events of one experiment up to the end that the log has now, one a line, a part at a time. */
final class LogSource implements LongAnswer.Source {

    /** Bounds how long one part takes when hardly any event is of the experiment. */
    private static final int MAX_EVENTS = 10_000;

    private final EventLog log;
    private final Function<RecordedEvent, String> lines;
    private final ExperimentId experiment;
    private final int partBytes;
    private final long last;
    private long next;

    LogSource(EventLog log, Function<RecordedEvent, String> lines, ExperimentId experiment, long from, int partBytes) {
        this.log = log;
        this.lines = lines;
        this.experiment = experiment;
        this.partBytes = partBytes;
        this.last = log.lastPosition();
        this.next = Math.max(1, from);
    }

    @Override
    public synchronized @Nullable Buffer next() {
        if (next > last) {
            return null;
        }
        Buffer part = Buffer.buffer();
        long begin = next;
        long end = Math.min(last, begin + MAX_EVENTS - 1);
        log.read(begin, recorded -> {
            if (recorded.position() > end) {
                return false;
            }
            next = recorded.position() + 1;
            if (recorded.event() instanceof ExperimentEvent event
                    && event.experiment().equals(experiment)) {
                part.appendString(lines.apply(recorded)).appendString("\n");
            }
            return part.length() < partBytes;
        });
        if (next == begin) {
            throw new IllegalStateException("the log ends before position " + begin + " (expected: " + last + ")");
        }
        return part;
    }
}
