package io.trialog.adapter.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.trialog.event.MetricReported;
import io.trialog.event.RecordedEvent;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes reports as one JSON object, a part at a time. */
final class MetricsSource implements LongAnswer.Source {

    private final ReportPages pages;
    private final int partBytes;
    private final boolean ofAllTrials;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final JsonGenerator out;
    private boolean begun;

    MetricsSource(ReportPages pages, int partBytes) {
        this(pages, partBytes, false);
    }

    /** The same, where each report says of which trial it is. */
    static MetricsSource ofAllTrials(ReportPages pages, int partBytes) {
        return new MetricsSource(pages, partBytes, true);
    }

    private MetricsSource(ReportPages pages, int partBytes, boolean ofAllTrials) {
        this.pages = pages;
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
        if (!begun) {
            begun = true;
            out.writeStartObject();
            out.writeArrayFieldStart("metrics");
        }
        while (bytes.size() < partBytes) {
            List<RecordedEvent> page = pages.next();
            if (page == null) {
                out.writeEndArray();
                out.writeEndObject();
                out.close();
                break;
            }
            for (RecordedEvent recorded : page) {
                if (recorded.event() instanceof MetricReported report) {
                    if (ofAllTrials) {
                        MetricJson.writeWithTrial(out, report, recorded.at());
                    } else {
                        MetricJson.write(out, report, recorded.at());
                    }
                }
            }
            out.flush();
        }
        Buffer part = Buffer.buffer(bytes.toByteArray());
        bytes.reset();
        return part;
    }
}
