package io.trialog.adapter.export;

import io.trialog.adapter.json.EventLines;
import io.trialog.event.RecordedEvent;
import io.trialog.port.EventLog;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Writes a whole log as lines: an event each, as {@link EventLines} has it, and a {@linkplain ExportTrailer trailer}; all
 * with a checksum of their own as the last key. Needs no more memory for a long log than for a short one. Used once, by one
 * thread.
 */
public final class LogExport {

    private static final EventLines LINES = new EventLines();

    private final Predicate<byte[]> sink;
    private final Sha256 sha256 = new Sha256();
    private long first;
    private long last;
    private long events;

    private LogExport(Predicate<byte[]> sink) {
        this.sink = sink;
    }

    /**
     * Gives the lines, each with its end, to {@code sink} until it answers false.
     *
     * @param version of this server
     * @return the trailer; empty when the sink wanted no more
     */
    public static Optional<ExportTrailer> write(EventLog log, String version, Predicate<byte[]> sink) {
        return new LogExport(sink).write(log, version);
    }

    private Optional<ExportTrailer> write(EventLog log, String version) {
        boolean[] wanted = {true};
        log.read(1, event -> wanted[0] = write(event));
        ExportTrailer trailer = new ExportTrailer(events, first, last, sha256.digits(), version);
        return wanted[0] && sink.test(ExportedLine.of(trailer.json())) ? Optional.of(trailer) : Optional.empty();
    }

    private boolean write(RecordedEvent event) {
        first = events == 0 ? event.position() : first;
        last = event.position();
        events++;
        byte[] line = ExportedLine.of(LINES.format(event));
        sha256.update(line);
        return sink.test(line);
    }
}
