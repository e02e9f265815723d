package io.trialog.adapter.http;

import io.trialog.event.ExperimentId;
import io.trialog.event.RecordedEvent;
import io.trialog.projection.series.RecordedReports;
import io.trialog.projection.series.SeriesUnavailableException;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The reports of one trial, found by the series, or, when those are not there, in another way. */
final class IndexedReports implements ReportPages {

    private final RecordedReports reports;
    private final ExperimentId experiment;
    private final long trial;
    private final long last;
    private final Supplier<ReportPages> otherwise;
    private @Nullable ReportPages other;
    private long after;

    /**
     * @param last the position behind which none is wanted
     * @param otherwise gives them all, too
     */
    IndexedReports(
            RecordedReports reports, ExperimentId experiment, long trial, long last, Supplier<ReportPages> otherwise) {
        this.reports = reports;
        this.experiment = experiment;
        this.trial = trial;
        this.last = last;
        this.otherwise = otherwise;
    }

    @Override
    public @Nullable List<RecordedEvent> next() {
        if (other != null) {
            return other.next();
        }
        List<RecordedEvent> page;
        try {
            page = reports.page(experiment, trial, after).stream()
                    .takeWhile(recorded -> recorded.position() <= last)
                    .toList();
        } catch (SeriesUnavailableException e) {
            if (after > 0) {
                throw e; // the client must see that it is incomplete
            }
            other = otherwise.get();
            return other.next();
        }
        if (page.isEmpty()) {
            return null;
        }
        after = page.get(page.size() - 1).position();
        return page;
    }
}
