package io.trialog.adapter.http;

import io.trialog.projection.ExperimentBoard;
import io.trialog.projection.ExperimentSummary;
import io.trialog.projection.Standings;
import io.trialog.projection.TrialRow;
import io.trialog.projection.columns.TrialSample;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** All trials at once, in columns. */
final class ColumnRoutes {

    private static final long USUAL_POINTS = 20_000;
    private static final long MIN_POINTS = 100;
    private static final long MAX_POINTS = 100_000;

    private final ExperimentBoard board;
    private final Lookup lookup;
    private final TrialListing listing;
    private final Moments moments;

    ColumnRoutes(HttpDependencies needed, Lookup lookup, TrialListing listing) {
        this.board = needed.board();
        this.lookup = lookup;
        this.listing = listing;
        this.moments = new Moments(needed.log());
    }

    void ofTrials(RoutingContext context) {
        ExperimentSummary experiment = lookup.experiment(context);
        MultiMap parameters = context.queryParams();
        LongAnswer.send(context, Answers.JSON, new ColumnSource(() -> columns(experiment, parameters)));
    }

    private List<JsonText.Content> columns(ExperimentSummary experiment, MultiMap parameters) {
        QueryNumbers query = new QueryNumbers(parameters);
        int points = Math.toIntExact(query.number("points", USUAL_POINTS, MIN_POINTS, MAX_POINTS));
        long asOf = moments.read(query, "asOf", board.position());
        query.requireNone();
        List<String> metrics = parameters.getAll("metric").stream().distinct().toList();
        List<TrialRow> all = listing.rows(experiment, asOf);
        List<TrialRow> sample = TrialSample.of(all, points, Standings.of(experiment.config()));
        return new ColumnJson(asOf, experiment.config(), all, sample, metrics).parts();
    }
}
