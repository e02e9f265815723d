package io.trialog.adapter.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.trialog.projection.series.SeriesInfo;
import io.trialog.projection.series.SeriesKey;
import io.trialog.projection.series.SeriesPoint;
import io.trialog.projection.series.SeriesReader;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reports of one trial that stand for all: of each of its series some points, put together to reports that have only the numbers chosen.
 *
 * @param metrics of these names; empty for all
 * @param from index in a series of the first point
 * @param to index in a series behind the last point; may be behind the end
 * @param last only points up to this position
 * @param points how many at most of each series
 */
record SampledReports(Set<String> metrics, long from, long to, long last, int points) {

    /** A trial with very many series gets fewer points of each. */
    private static final int MAX_NUMBERS = 200_000;

    /** In the order recorded. */
    record Chosen(Map<Long, Report> reports) {

        void write(JsonGenerator out) throws IOException {
            out.writeStartObject();
            out.writeArrayFieldStart("metrics");
            for (Report report : reports.values()) {
                report.write(out);
            }
            out.writeEndArray();
            out.writeEndObject();
        }
    }

    private record Report(SeriesKey key, long sequence, Instant at, Map<String, Double> values) {

        void write(JsonGenerator out) throws IOException {
            out.writeStartObject();
            out.writeNumberField("attempt", key.attempt());
            out.writeNumberField("sequence", sequence);
            out.writeStringField("kind", key.kind().name().toLowerCase(Locale.ROOT));
            out.writeObjectFieldStart("values");
            for (Map.Entry<String, Double> value : values.entrySet()) {
                out.writeFieldName(value.getKey());
                JsonText.number(out, value.getValue());
            }
            out.writeEndObject();
            JsonText.instant(out, "at", at);
            out.writeEndObject();
        }
    }

    Chosen read(SeriesReader reader, long experiment, long trial) {
        List<SeriesInfo> wanted = reader.series(experiment, trial).stream()
                .filter(series ->
                        metrics.isEmpty() || metrics.contains(series.key().metric()))
                .toList();
        int most = Math.max(SeriesReader.MIN_SAMPLE, Math.min(points, MAX_NUMBERS / Math.max(1, wanted.size())));
        Map<Long, Report> reports = new TreeMap<>();
        for (SeriesInfo series : wanted) {
            SeriesKey key = series.key();
            long behind = Math.min(to, reader.sizeAsOf(key, last));
            for (SeriesPoint point : reader.sample(key, from, behind, most)) {
                reports.computeIfAbsent(
                                point.position(),
                                position -> new Report(key, point.sequence(), point.at(), new TreeMap<>()))
                        .values()
                        .put(key.metric(), point.value());
            }
        }
        return new Chosen(reports);
    }
}
