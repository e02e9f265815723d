package io.trialog.adapter.export;

import io.trialog.adapter.json.EventLines;
import io.trialog.adapter.json.UnreadableEventException;
import io.trialog.event.RecordedEvent;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/** Reads an export back and believes nothing: checksums, positions, count and the sum over everything are compared. */
public final class ExportReader {

    private static final EventLines LINES = new EventLines();
    private static final byte[] END_OF_LINE = {'\n'};

    private final LineInput input;
    private final Sha256 sha256 = new Sha256();
    private long events;

    private ExportReader(InputStream in) {
        this.input = new LineInput(in);
    }

    /**
     * Gives the events to {@code visitor}, in order and each only when its line is intact. That the export is whole is known
     * when this returns. Old versions of events arrive as the newest.
     *
     * @throws DamagedExportException at the first damage; what the visitor was given before is intact
     */
    public static ExportTrailer read(InputStream in, Consumer<RecordedEvent> visitor) throws IOException {
        return new ExportReader(in).read(visitor);
    }

    private ExportTrailer read(Consumer<RecordedEvent> visitor) throws IOException {
        for (byte[] line = input.next(); line != null; line = input.next()) {
            try {
                String json = ExportedLine.json(line);
                if (ExportTrailer.isAt(json)) {
                    return checked(ExportTrailer.parse(json));
                }
                visitor.accept(event(json));
            } catch (IllegalArgumentException | UnreadableEventException e) {
                throw input.isWhole()
                        ? new DamagedExportException(input.number(), String.valueOf(e.getMessage()), e)
                        : truncated("line " + input.number() + " ends in its middle");
            }
            sha256.update(line);
            sha256.update(END_OF_LINE);
        }
        throw truncated(events == 0 ? "it is empty" : "it ends after line " + input.number() + ", event " + events);
    }

    private RecordedEvent event(String json) {
        RecordedEvent event = LINES.parse(json);
        if (event.position() != events + 1) {
            throw new IllegalArgumentException("event " + event.position() + " (expected: event " + (events + 1)
                    + "); lines are missing, or in another order");
        }
        events++;
        return event;
    }

    private ExportTrailer checked(ExportTrailer trailer) throws IOException {
        long line = input.number();
        if (trailer.events() != events || trailer.last() != events) {
            throw new DamagedExportException(
                    line, events + " events before the trailer (expected: " + trailer.events() + ", as it says)");
        }
        String found = sha256.digits();
        if (!trailer.sha256().equals(found)) {
            throw new DamagedExportException(
                    line,
                    "SHA-256 of the lines before the trailer: " + found + " (expected: " + trailer.sha256()
                            + ", as it says); they were changed");
        }
        if (input.next() != null) {
            throw new DamagedExportException(
                    input.number(), "something behind the trailer (expected: the end); two exports in one file?");
        }
        return trailer;
    }

    private static DamagedExportException truncated(String where) {
        return new DamagedExportException(
                "truncated: " + where + " (expected: a trailer as the last line, which only a complete export has)");
    }
}
