package io.trialog.projection.activity;

import io.trialog.event.ExperimentId;
import io.trialog.projection.ExperimentBoard;
import io.trialog.projection.ExperimentSummary;
import io.trialog.projection.TrialRow;
import io.trialog.spi.training.AttemptKey;
import java.util.List;
import java.util.Optional;

/** Tells why experiments move, or do not. Looks at trials under way, and while some wait, at all; any thread. */
public final class ActivityReporter {

    private final ExperimentBoard board;
    private final LaunchWaits waits;
    private final boolean isReadOnly;

    /**
     * Tells by what is known now.
     *
     * @param isReadOnly whether recorded experiments are shown only
     */
    public ActivityReporter(ExperimentBoard board, LaunchWaits waits, boolean isReadOnly) {
        this.board = board;
        this.waits = waits;
        this.isReadOnly = isReadOnly;
    }

    /** The report on an experiment; empty when there is none of this id. */
    public Optional<ActivityReport> of(ExperimentId id) {
        Optional<ExperimentSummary> experiment = board.experiment(id);
        return experiment.isEmpty()
                ? Optional.empty()
                : board.activity(id).map(activity -> {
                    List<TrialRow> launched = board.underWay(id);
                    ActivityNotes notes = new ActivityNotes(
                            experiment.get(),
                            activity,
                            launched,
                            board.claimed(id),
                            board.waitingAgain(id),
                            trial -> waits.of(new AttemptKey(id.value(), trial.number(), trial.attempt())));
                    ExperimentSummary summary = experiment.get();
                    return new ActivityReport(
                            isReadOnly ? "Only shown here: nothing runs. " + notes.headline() : notes.headline(),
                            notes.all(),
                            notes.slots(),
                            launched.size(),
                            summary.counts().waiting(),
                            summary.queued(),
                            notes.isTunerBusy(),
                            activity);
                });
    }
}
