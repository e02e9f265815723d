package io.trialog.adapter.http;

import io.trialog.projection.ExperimentBoard;
import io.trialog.projection.ExperimentSummary;
import io.trialog.projection.TrialPage;
import io.trialog.projection.TrialRow;
import io.trialog.projection.selection.Selection;
import io.trialog.projection.series.ReportsAsOf;
import io.trialog.projection.series.SeriesProjection;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Objects;

/** Finds the trials that the query of an address asks for, as they are or as they were. */
final class TrialListing {

    private final ExperimentBoard board;
    private final SeriesProjection series;
    private final Moments moments;

    TrialListing(HttpDependencies needed) {
        this.board = needed.board();
        this.series = needed.series();
        this.moments = new Moments(needed.log());
    }

    /**
     * A part of the trials.
     *
     * @param asOf the last position of the log that they know
     */
    record Listed(long asOf, TrialPage page) {}

    /**
     * A page of trials. Looks at all of them unless the query {@link TrialQueryReader#isQuick is quick}; may block.
     *
     * @param numbers gathers the problems of the same query
     * @throws RequestRefused with all problems
     */
    Listed read(ExperimentSummary experiment, MultiMap parameters, QueryNumbers numbers) {
        long known = board.position();
        long asOf = moments.read(numbers, "asOf", known);
        Selection selection = new TrialQueryReader(parameters, numbers)
                .read(experiment.config(), () -> board.trials(experiment.id()));
        numbers.requireNone();
        if (asOf < known) {
            return new Listed(asOf, past(experiment, selection, asOf));
        }
        return new Listed(
                known,
                selection
                        .quick()
                        .map(query -> board.trials(experiment.id(), query))
                        .orElseGet(() -> selection.of(experiment, board.trials(experiment.id()))));
    }

    /** All trials as they were, by number; without what those that ran had reported. */
    List<TrialRow> rows(ExperimentSummary experiment, long asOf) {
        List<TrialRow> rows = board.trials(experiment.id());
        return asOf >= board.position()
                ? rows
                : rows.stream()
                        .map(row -> row.asOf(asOf))
                        .filter(Objects::nonNull)
                        .toList();
    }

    private TrialPage past(ExperimentSummary experiment, Selection selection, long asOf) {
        List<TrialRow> rows = rows(experiment, asOf);
        if (selection.usesReports()) {
            return selection.of(experiment, withReports(experiment, rows, asOf));
        }
        TrialPage page = selection.of(experiment, rows);
        return new TrialPage(page.total(), page.offset(), withReports(experiment, page.trials(), asOf));
    }

    private List<TrialRow> withReports(ExperimentSummary experiment, List<TrialRow> rows, long asOf) {
        ReportsAsOf reports = new ReportsAsOf(
                board.beginning(experiment.id()).orElse(Long.MAX_VALUE),
                experiment.config().metric().name(),
                asOf);
        return series.read(asOf, reader -> reports.addTo(rows, reader));
    }
}
