package io.trialog.adapter.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.trialog.event.MetricReported;
import io.trialog.event.RecordedEvent;
import io.trialog.port.EventLog;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Writes the reports at some positions of the log as one JSON object, a part at a time. */
final class MetricsSource implements LongAnswer.Source {

    private final EventLog log;
    private final long[] positions;
    private final int partBytes;
    private final boolean ofAllTrials;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final JsonGenerator out;
    private int next = -1;

    MetricsSource(EventLog log, long[] positions, int partBytes) {
        this(log, positions, partBytes, false);
    }

    /** The same, where each report says of which trial it is. */
    static MetricsSource ofAllTrials(EventLog log, long[] positions, int partBytes) {
        return new MetricsSource(log, positions, partBytes, true);
    }

    private MetricsSource(EventLog log, long[] positions, int partBytes, boolean ofAllTrials) {
        this.log = log;
        this.positions = positions;
        this.partBytes = partBytes;
        this.ofAllTrials = ofAllTrials;
        try {
            this.out = JsonText.FACTORY.createGenerator(bytes);
        } catch (IOException e) {
            throw new IllegalStateException("JSON can be written to memory", e);
        }
    }

    @Override
    public synchronized @Nullable Buffer next() throws IOException {
        if (out.isClosed()) {
            return null;
        }
        if (next < 0) {
            next = 0;
            out.writeStartObject();
            out.writeArrayFieldStart("metrics");
        }
        while (next < positions.length && bytes.size() < partBytes) {
            RecordedEvent recorded = log.at(positions[next++]).orElse(null);
            if (recorded != null && recorded.event() instanceof MetricReported report) {
                if (ofAllTrials) {
                    MetricJson.writeWithTrial(out, report, recorded.at());
                } else {
                    MetricJson.write(out, report, recorded.at());
                }
            }
            out.flush();
        }
        if (next == positions.length) {
            out.writeEndArray();
            out.writeEndObject();
            out.close();
        }
        Buffer part = Buffer.buffer(bytes.toByteArray());
        bytes.reset();
        return part;
    }
}
