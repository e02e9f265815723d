package io.trialog.adapter.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.trialog.event.MetricReported;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/** Writes reports as the API has them. */
final class MetricJson {

    private MetricJson() {}

    /** @param recordedAt the time to show when the trial did not say when it made the report */
    static void write(JsonGenerator out, MetricReported report, Instant recordedAt) throws IOException {
        out.writeStartObject();
        writeFields(out, report, recordedAt);
    }

    /** The same with the number of the trial. */
    static void writeWithTrial(JsonGenerator out, MetricReported report, Instant recordedAt) throws IOException {
        out.writeStartObject();
        out.writeNumberField("trial", report.number());
        writeFields(out, report, recordedAt);
    }

    private static void writeFields(JsonGenerator out, MetricReported report, Instant recordedAt) throws IOException {
        Instant reportedAt = report.reportedAt();
        out.writeNumberField("attempt", report.attempt());
        out.writeNumberField("sequence", report.sequence());
        out.writeStringField("kind", report.kind().name().toLowerCase(Locale.ROOT));
        out.writeObjectFieldStart("values");
        for (Map.Entry<String, Double> value : report.values().entrySet()) {
            out.writeFieldName(value.getKey());
            JsonText.number(out, value.getValue());
        }
        out.writeEndObject();
        JsonText.instant(out, "at", reportedAt == null ? recordedAt : reportedAt);
        out.writeEndObject();
    }
}
