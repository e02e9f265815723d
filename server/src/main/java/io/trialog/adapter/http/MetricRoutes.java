package io.trialog.adapter.http;

import io.trialog.event.ExperimentId;
import io.trialog.event.MetricReported;
import io.trialog.port.EventLog;
import io.trialog.projection.ExperimentBoard;
import io.trialog.projection.TrialQuery;
import io.trialog.projection.TrialRow;
import io.trialog.projection.series.RecordedReports;
import io.trialog.projection.series.SeriesProjection;
import io.trialog.projection.series.SeriesReader;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What trials reported: every report, or, of long curves, as many as can be drawn. */
final class MetricRoutes {

    private static final long MAX_POINTS = 10_000;

    private final ExperimentBoard board;
    private final Lookup lookup;
    private final EventLog log;
    private final RecordedReports reports;
    private final SeriesProjection series;
    private final Moments moments;
    private final int partBytes;

    MetricRoutes(HttpDependencies needed, Lookup lookup, int partBytes) {
        this.board = needed.board();
        this.lookup = lookup;
        this.log = needed.log();
        this.reports = needed.reports();
        this.series = needed.series();
        this.moments = new Moments(needed.log());
        this.partBytes = partBytes;
    }

    void ofTrial(RoutingContext context) {
        TrialRow trial = lookup.trial(context);
        ExperimentId experiment = lookup.experiment(context).id();
        QueryNumbers query = new QueryNumbers(context.queryParams());
        Set<String> metrics = Set.copyOf(context.queryParams().getAll("metric"));
        LongAnswer.send(context, Answers.JSON, LongAnswer.later(() -> ofTrial(query, metrics, experiment, trial)));
    }

    private LongAnswer.Source ofTrial(
            QueryNumbers query, Set<String> metrics, ExperimentId experiment, TrialRow trial) {
        long last = moments.read(query, "asOf", Long.MAX_VALUE);
        if (query.has("points")) {
            return sampled(query, metrics, experiment, trial, last);
        }
        for (String name : List.of("metric", "from", "to")) {
            if (query.has(name)) {
                query.problem(name, "(expected: only together with points)");
            }
        }
        query.requireNone();
        Predicate<MetricReported> ofTrial =
                ScannedReports.of(experiment).and(report -> report.number() == trial.number());
        ReportPages pages = new IndexedReports(
                reports,
                experiment,
                trial.number(),
                last,
                () -> new ScannedReports(log, beginning(experiment), ofTrial, trial.reportCount(), last));
        return new MetricsSource(pages, partBytes);
    }

    void ofAllTrials(RoutingContext context) {
        ExperimentId experiment = lookup.experiment(context).id();
        long count = board
                .trials(experiment, new TrialQuery(Set.of(), TrialQuery.Sort.NUMBER, 0, Integer.MAX_VALUE))
                .trials()
                .stream()
                .mapToLong(TrialRow::reportCount)
                .sum();
        ReportPages pages =
                new ScannedReports(log, beginning(experiment), ScannedReports.of(experiment), count, Long.MAX_VALUE);
        LongAnswer.send(context, Answers.JSON, MetricsSource.ofAllTrials(pages, partBytes));
    }

    private LongAnswer.Source sampled(
            QueryNumbers query, Set<String> metrics, ExperimentId experiment, TrialRow trial, long last) {
        long points = query.number("points", 0, SeriesReader.MIN_SAMPLE, MAX_POINTS);
        long from = query.number("from", 0, 0, Long.MAX_VALUE);
        long to = query.number("to", Long.MAX_VALUE, 0, Long.MAX_VALUE);
        query.requireNone();
        SampledReports sample = new SampledReports(metrics, from, to, last, Math.toIntExact(points));
        long known = board.position();
        return LongAnswer.once(() -> JsonText.buffer(out -> series.read(
                        known, reader -> sample.read(reader, beginning(experiment), trial.number()))
                .write(out)));
    }

    private long beginning(ExperimentId experiment) {
        return board.beginning(experiment).orElse(Long.MAX_VALUE);
    }
}
