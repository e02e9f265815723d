package io.trialog.adapter.http;

import io.trialog.projection.ExperimentBoard;
import io.trialog.projection.ExperimentSummary;
import io.trialog.projection.Standings;
import io.trialog.projection.TrialRow;
import io.trialog.projection.columns.TrialSample;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** All trials at once, in columns. */
final class ColumnRoutes {

    private static final long USUAL_POINTS = 20_000;
    private static final long MIN_POINTS = 100;
    private static final long MAX_POINTS = 100_000;

    private final ExperimentBoard board;
    private final Lookup lookup;

    ColumnRoutes(ExperimentBoard board, Lookup lookup) {
        this.board = board;
        this.lookup = lookup;
    }

    void ofTrials(RoutingContext context) {
        ExperimentSummary experiment = lookup.experiment(context);
        QueryNumbers query = new QueryNumbers(context.queryParams());
        int points = Math.toIntExact(query.number("points", USUAL_POINTS, MIN_POINTS, MAX_POINTS));
        query.requireNone();
        List<String> metrics =
                context.queryParams().getAll("metric").stream().distinct().toList();
        LongAnswer.send(context, Answers.JSON, new ColumnSource(() -> {
            long known = board.position();
            List<TrialRow> all = board.trials(experiment.id());
            List<TrialRow> sample = TrialSample.of(all, points, Standings.of(experiment.config()));
            return new ColumnJson(known, experiment.config(), all, sample, metrics).parts();
        }));
    }
}
