package io.trialog.cli;

import io.trialog.event.MetricReported;
import io.trialog.event.RecordedEvent;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A report as scripts read it: the shape of the REST API, with the trial's number. */
final class ReportJson {

    private ReportJson() {}

    static Map<String, @Nullable Object> of(RecordedEvent recorded) {
        MetricReported report = (MetricReported) recorded.event();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("trial", report.number());
        json.put("attempt", report.attempt());
        json.put("sequence", report.sequence());
        json.put("kind", report.kind().name().toLowerCase(Locale.ROOT));
        json.put("values", report.values());
        json.put(
                "at",
                Objects.requireNonNullElse(report.reportedAt(), recorded.at()).toString());
        return json;
    }
}
