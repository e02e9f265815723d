package io.trialog.adapter.http;

import io.trialog.adapter.input.Shown;
import io.trialog.adapter.results.TrialExport;
import io.trialog.engine.ErrorCode;
import io.trialog.event.ExperimentId;
import io.trialog.event.TrialState;
import io.trialog.projection.ExperimentBoard;
import io.trialog.projection.series.RecordedReports;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Whole experiments' results. */
final class ResultRoutes {

    private static final String CSV = "text/csv; charset=utf-8";

    private final ExperimentBoard board;
    private final Lookup lookup;
    private final RecordedReports reports;
    private final int partBytes;

    ResultRoutes(ExperimentBoard board, Lookup lookup, RecordedReports reports, int partBytes) {
        this.board = board;
        this.lookup = lookup;
        this.reports = reports;
        this.partBytes = partBytes;
    }

    void export(RoutingContext context) {
        ExperimentId id = lookup.experiment(context).id();
        MultiMap query = context.queryParams();
        String format = query.contains("format") ? query.get("format") : "json";
        if (!List.of("json", "csv").contains(format)) {
            throw invalid("format", format, "json or csv");
        }
        String intermediate = query.contains("intermediate") ? query.get("intermediate") : "false";
        if (!List.of("true", "false").contains(intermediate)) {
            throw invalid("intermediate", intermediate, "true or false");
        }
        TrialExport export =
                new TrialExport(board, reports, id, states(query.getAll("state")), intermediate.equals("true"));
        boolean csv = format.equals("csv");
        LongAnswer.send(
                context, csv ? CSV : Answers.JSON, new TextSource(() -> csv ? export.csv() : export.json(), partBytes));
    }

    private static Set<TrialState> states(List<String> written) {
        Set<TrialState> states = EnumSet.noneOf(TrialState.class);
        for (String state : written) {
            try {
                states.add(TrialState.valueOf(state));
            } catch (IllegalArgumentException e) {
                throw invalid("state", state, "one of " + List.of(TrialState.values()));
            }
        }
        return states;
    }

    private static RequestRefused invalid(String name, String given, String expected) {
        return new RequestRefused(
                ErrorCode.REQUEST_MALFORMED, name + ": " + Shown.quoted(given) + " (expected: " + expected + ")");
    }
}
