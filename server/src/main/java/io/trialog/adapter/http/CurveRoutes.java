package io.trialog.adapter.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.trialog.event.MetricKind;
import io.trialog.projection.ExperimentBoard;
import io.trialog.projection.ExperimentSummary;
import io.trialog.projection.TrialPage;
import io.trialog.projection.TrialRow;
import io.trialog.projection.series.SeriesKey;
import io.trialog.projection.series.SeriesPoint;
import io.trialog.projection.series.SeriesProjection;
import io.trialog.projection.series.SeriesReader;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The curves of many trials at once, each as few points. */
final class CurveRoutes {

    private static final long USUAL_POINTS = 100;
    private static final long MAX_POINTS = 1000;
    private static final long MAX_TRIALS = 1000;
    private static final long MAX_ALL_POINTS = 200_000;

    private final ExperimentBoard board;
    private final Lookup lookup;
    private final SeriesProjection series;
    private final TrialListing listing;
    private final Moments moments;

    CurveRoutes(HttpDependencies needed, Lookup lookup, TrialListing listing) {
        this.board = needed.board();
        this.lookup = lookup;
        this.series = needed.series();
        this.listing = listing;
        this.moments = new Moments(needed.log());
    }

    private record Curve(SeriesKey key, long size, List<SeriesPoint> points) {}

    /** What is wanted of each trial. */
    private record Wanted(long experiment, String metric, int points, long asOf) {

        /** Of the last attempt that reported by then. */
        Optional<Curve> of(TrialRow trial, SeriesReader reader) {
            for (int attempt = trial.attempt(); attempt > 0; attempt--) {
                SeriesKey key = new SeriesKey(experiment, trial.number(), attempt, MetricKind.INTERMEDIATE, metric);
                long size = reader.sizeAsOf(key, asOf);
                if (size > 0) {
                    return Optional.of(new Curve(key, size, reader.sample(key, 0, size, points)));
                }
            }
            return Optional.empty();
        }
    }

    void ofTrials(RoutingContext context) {
        ExperimentSummary experiment = lookup.experiment(context);
        MultiMap parameters = context.queryParams();
        LongAnswer.once(context, Answers.JSON, () -> answer(experiment, parameters));
    }

    private Buffer answer(ExperimentSummary experiment, MultiMap parameters) {
        QueryNumbers query = new QueryNumbers(parameters);
        long points = query.number("points", USUAL_POINTS, SeriesReader.MIN_SAMPLE, MAX_POINTS);
        List<Long> numbers = query.list("trial");
        if (numbers.size() > MAX_TRIALS) {
            query.problem("trial", numbers.size() + " numbers (expected: up to " + MAX_TRIALS + ")");
        }
        TrialListing.Listed listed =
                numbers.isEmpty() ? listing.read(experiment, parameters, query) : named(experiment, query, numbers);
        TrialPage page = listed.page();
        if (page.trials().size() * points > MAX_ALL_POINTS) {
            query.problem(
                    "points",
                    points + " of " + page.trials().size() + " trials (expected: trials times points up to "
                            + MAX_ALL_POINTS + "; ask for fewer of one)");
            query.requireNone();
        }
        Wanted wanted = new Wanted(
                board.beginning(experiment.id()).orElse(Long.MAX_VALUE),
                parameters.contains("metric")
                        ? parameters.get("metric")
                        : experiment.config().metric().name(),
                Math.toIntExact(points),
                listed.asOf());
        List<Curve> curves = series.read(
                listed.asOf(),
                reader -> page.trials().stream()
                        .flatMap(trial -> wanted.of(trial, reader).stream())
                        .toList());
        return JsonText.buffer(out -> write(out, wanted, page, curves));
    }

    private TrialListing.Listed named(ExperimentSummary experiment, QueryNumbers query, List<Long> numbers) {
        long known = board.position();
        long asOf = moments.read(query, "asOf", known);
        query.requireNone();
        List<TrialRow> rows = numbers.stream()
                .distinct()
                .flatMap(number -> board.trial(experiment.id(), number).stream())
                .flatMap(row -> Stream.ofNullable(asOf < known ? row.asOf(asOf) : row))
                .toList();
        return new TrialListing.Listed(asOf, new TrialPage(rows.size(), 0, rows));
    }

    private static void write(JsonGenerator out, Wanted wanted, TrialPage page, List<Curve> curves) throws IOException {
        out.writeStartObject();
        out.writeNumberField("asOf", wanted.asOf());
        out.writeStringField("metric", wanted.metric());
        out.writeNumberField("total", page.total());
        out.writeNumberField("offset", page.offset());
        out.writeArrayFieldStart("curves");
        for (Curve curve : curves) {
            write(out, curve);
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void write(JsonGenerator out, Curve curve) throws IOException {
        out.writeStartObject();
        out.writeNumberField("trial", curve.key().trial());
        out.writeNumberField("attempt", curve.key().attempt());
        out.writeNumberField("size", curve.size());
        out.writeArrayFieldStart("indexes");
        for (SeriesPoint point : curve.points()) {
            out.writeNumber(point.index());
        }
        out.writeEndArray();
        out.writeArrayFieldStart("values");
        for (SeriesPoint point : curve.points()) {
            JsonText.number(out, point.value());
        }
        out.writeEndArray();
        out.writeEndObject();
    }
}
