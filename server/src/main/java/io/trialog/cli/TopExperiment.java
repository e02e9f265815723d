package io.trialog.cli;

import io.trialog.projection.ExperimentSummary;
import io.trialog.projection.TrialRow;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An experiment as {@code trialog top} shows it.
 *
 * @param url its live server
 * @param running the trials that run, by number
 * @param best how the best value came about
 */
record TopExperiment(ExperimentSummary summary, Optional<URI> url, List<Running> running, BestCurve best) {

    TopExperiment {
        running = List.copyOf(running);
    }

    /**
     * A trial that runs.
     *
     * @param lastReport when it reported last; null when it has not
     */
    record Running(TrialRow row, @Nullable Instant lastReport) {}
}
