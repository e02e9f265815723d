package io.trialog.projection.series;

import io.trialog.event.ExperimentId;
import io.trialog.event.RecordedEvent;
import io.trialog.port.EventLog;
import io.trialog.projection.ExperimentBoard;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The reports of single trials as recorded: the series tell where they are, the log has them. Any thread. */
public final class RecordedReports {

    private static final int PAGE = 256;

    private final EventLog log;
    private final ExperimentBoard board;
    private final SeriesProjection series;

    public RecordedReports(EventLog log, ExperimentBoard board, SeriesProjection series) {
        this.log = log;
        this.board = board;
        this.series = series;
    }

    /**
     * Some reports of a trial, in order; none when there is no such experiment.
     *
     * @param after only those behind this position
     * @throws SeriesUnavailableException when they cannot be found in time
     */
    public List<RecordedEvent> page(ExperimentId id, long trial, long after) {
        var experiment = board.beginning(id);
        if (experiment.isEmpty()) {
            return List.of();
        }
        // who shows what a dead server left lets the board know of its end, which is not in the log
        long known = Math.min(board.position(), log.lastPosition());
        return series.read(known, reader -> reader.reports(experiment.getAsLong(), trial, after, PAGE)).stream()
                .map(log::at)
                .flatMap(Optional::stream)
                .toList();
    }

    /**
     * Gives all reports of a trial, in order.
     *
     * @throws SeriesUnavailableException when they cannot be found in time
     */
    public void forEach(ExperimentId id, long trial, Consumer<RecordedEvent> visitor) {
        long after = 0;
        while (true) {
            List<RecordedEvent> page = page(id, trial, after);
            page.forEach(visitor);
            if (page.size() < PAGE) {
                return;
            }
            after = page.get(PAGE - 1).position();
        }
    }
}
