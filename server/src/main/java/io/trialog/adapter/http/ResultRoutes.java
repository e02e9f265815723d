package io.trialog.adapter.http;

import io.trialog.adapter.input.Shown;
import io.trialog.adapter.results.TrialExport;
import io.trialog.engine.ErrorCode;
import io.trialog.event.ExperimentId;
import io.trialog.event.TrialState;
import io.trialog.port.EventLog;
import io.trialog.projection.ExperimentBoard;
import io.trialog.projection.TrialQuery;
import io.trialog.projection.TrialRow;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Whole experiments' results: the export, and all reports of all trials. */
final class ResultRoutes {

    private static final String CSV = "text/csv; charset=utf-8";

    private final ExperimentBoard board;
    private final Lookup lookup;
    private final EventLog log;
    private final int partBytes;

    ResultRoutes(ExperimentBoard board, Lookup lookup, EventLog log, int partBytes) {
        this.board = board;
        this.lookup = lookup;
        this.log = log;
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
                new TrialExport(board, log, id, states(query.getAll("state")), intermediate.equals("true"));
        boolean csv = format.equals("csv");
        LongAnswer.send(
                context, csv ? CSV : Answers.JSON, new TextSource(() -> csv ? export.csv() : export.json(), partBytes));
    }

    void metrics(RoutingContext context) {
        ExperimentId id = lookup.experiment(context).id();
        long[] positions =
                board
                        .trials(id, new TrialQuery(Set.of(), TrialQuery.Sort.NUMBER, 0, Integer.MAX_VALUE))
                        .trials()
                        .stream()
                        .map(TrialRow::number)
                        .map(number -> board.metricPositions(id, number))
                        .flatMapToLong(Arrays::stream)
                        .sorted()
                        .toArray();
        LongAnswer.send(context, Answers.JSON, MetricsSource.ofAllTrials(log, positions, partBytes));
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
