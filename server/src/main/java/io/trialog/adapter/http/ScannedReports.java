package io.trialog.adapter.http;

import io.trialog.event.ExperimentId;
import io.trialog.event.MetricReported;
import io.trialog.event.RecordedEvent;
import io.trialog.port.EventLog;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds reports by reading the log, from where the experiment begins until all are found. */
final class ScannedReports implements ReportPages {

    /** Bounds how long one page takes when hardly any event is wanted. */
    private static final int MAX_EVENTS = 10_000;

    private static final int PAGE = 256;

    private final EventLog log;
    private final Predicate<MetricReported> wanted;
    private final long last;
    private long next;
    private long left;

    /**
     * @param beginning where the experiment begins
     * @param count how many there are
     * @param last the position behind which none is wanted
     */
    ScannedReports(EventLog log, long beginning, Predicate<MetricReported> wanted, long count, long last) {
        this.log = log;
        this.wanted = wanted;
        this.next = beginning;
        this.left = count;
        this.last = Math.min(last, log.lastPosition());
    }

    static Predicate<MetricReported> of(ExperimentId experiment) {
        return report -> report.experiment().equals(experiment);
    }

    @Override
    public @Nullable List<RecordedEvent> next() {
        if (next > last || left == 0) {
            return null;
        }
        List<RecordedEvent> found = new ArrayList<>();
        long end = Math.min(last, next + MAX_EVENTS - 1);
        log.read(next, recorded -> {
            if (recorded.position() > end) {
                return false;
            }
            next = recorded.position() + 1;
            if (recorded.event() instanceof MetricReported report && wanted.test(report)) {
                found.add(recorded);
                left--;
            }
            return found.size() < PAGE && left > 0;
        });
        return found;
    }
}
