package io.trialog.adapter.http;

import io.trialog.projection.ExperimentBoard;
import io.trialog.projection.ExperimentSummary;
import io.trialog.projection.TrialPage;
import io.trialog.projection.selection.Selection;
import io.vertx.core.MultiMap;

/** Finds the trials that the query of an address asks for. */
final class TrialListing {

    private final ExperimentBoard board;

    TrialListing(ExperimentBoard board) {
        this.board = board;
    }

    /**
     * A page of trials. Looks at all of them unless the query {@link TrialQueryReader#isQuick is quick}.
     *
     * @param numbers gathers the problems of the same query
     * @throws RequestRefused with all problems
     */
    TrialPage read(ExperimentSummary experiment, MultiMap parameters, QueryNumbers numbers) {
        Selection selection = new TrialQueryReader(parameters, numbers)
                .read(experiment.config(), () -> board.trials(experiment.id()));
        numbers.requireNone();
        return selection
                .quick()
                .map(query -> board.trials(experiment.id(), query))
                .orElseGet(() -> selection.of(experiment, board.trials(experiment.id())));
    }
}
