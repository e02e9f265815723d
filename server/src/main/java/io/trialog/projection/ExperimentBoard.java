package io.trialog.projection;

import io.trialog.event.AssessorFailed;
import io.trialog.event.AttemptAwaited;
import io.trialog.event.AttemptEnded;
import io.trialog.event.AttemptRevived;
import io.trialog.event.AttemptScheduled;
import io.trialog.event.AttemptSilent;
import io.trialog.event.AttemptStarted;
import io.trialog.event.ExperimentCreated;
import io.trialog.event.ExperimentDeleted;
import io.trialog.event.ExperimentEvent;
import io.trialog.event.ExperimentId;
import io.trialog.event.ExperimentState;
import io.trialog.event.ExperimentStateChanged;
import io.trialog.event.LimitsChanged;
import io.trialog.event.MetricReported;
import io.trialog.event.RecordedEvent;
import io.trialog.event.ReportRefused;
import io.trialog.event.ResultImported;
import io.trialog.event.SearchSpaceChanged;
import io.trialog.event.ServerStarted;
import io.trialog.event.SuggestionsAnswered;
import io.trialog.event.SuggestionsRequested;
import io.trialog.event.TrialDequeued;
import io.trialog.event.TrialEnded;
import io.trialog.event.TrialEnqueued;
import io.trialog.event.TrialEvent;
import io.trialog.event.TrialProposed;
import io.trialog.event.TrialRequeued;
import io.trialog.event.TrialStopRequested;
import io.trialog.event.TrialValueAveraged;
import io.trialog.event.TunerFailed;
import io.trialog.experiment.ExperimentConfig;
import io.trialog.port.SnapshotLine;
import io.trialog.port.SnapshotReader;
import io.trialog.trial.QueuedTrial;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What web, CLI and exports read: experiments and trials as they are now. One thread gives it every event in order; any
 * thread reads, and sees of each experiment and trial an immutable picture. Metric series are not kept: see {@link
 * io.trialog.projection.series.SeriesProjection}.
 */
public final class ExperimentBoard {

    /** Why an experiment is stopped that its server left behind. */
    public static final String SERVER_ENDED = "its server ended; resume to go on";

    private static final String CLOCK = "clock";

    private final Map<ExperimentId, BoardEntry> entries = new ConcurrentHashMap<>();
    private final ConcurrentLinkedDeque<ExperimentId> newestFirst = new ConcurrentLinkedDeque<>();
    private Instant lastEventAt = Instant.EPOCH;
    private volatile long position;

    /** A board of the past: what {@link #snapshot} gave. */
    public static ExperimentBoard of(Stream<SnapshotLine> snapshot) {
        ExperimentBoard board = new ExperimentBoard();
        new SnapshotReader()
                .on(CLOCK, board::setClock)
                .on(ExperimentSummary.ENTITY, board::addExperiment)
                .on(ExperimentActivity.ENTITY, board::addActivity)
                .on(RecordedProblem.ENTITY, board::addProblem)
                .on(QueuedTrial.ENTITY, board::addQueued)
                .on(TrialSnapshot.ENTITY, board::addTrial)
                .read(snapshot);
        return board;
    }

    /**
     * The board as it is now, to be called by the thread that gives it events. Copies references, so it is quick; another
     * thread may read the lines later, while this board changes.
     */
    public Stream<SnapshotLine> snapshot() {
        List<Stream<SnapshotLine>> oldestFirst = new ArrayList<>();
        for (Iterator<ExperimentId> ids = newestFirst.descendingIterator(); ids.hasNext(); ) {
            Optional.ofNullable(entries.get(ids.next()))
                    .map(BoardEntry::snapshot)
                    .ifPresent(oldestFirst::add);
        }
        SnapshotLine clock = SnapshotLine.of(CLOCK).with("position", position).withText("lastEventAt", lastEventAt);
        return Stream.concat(Stream.of(clock), oldestFirst.stream().flatMap(Function.identity()));
    }

    /** Takes in the next event. */
    public void apply(RecordedEvent recorded) {
        if (recorded.event() instanceof ServerStarted) {
            interrupt();
        } else if (recorded.event() instanceof ExperimentCreated created) {
            ExperimentConfig config = ExperimentConfig.stored(created.configuration());
            entries.put(
                    created.experiment(),
                    new BoardEntry(
                            ExperimentSummary.created(created.experiment(), config, recorded.at()),
                            recorded.position()));
            newestFirst.addFirst(created.experiment());
        } else if (recorded.event() instanceof ExperimentDeleted deleted) {
            entries.remove(deleted.experiment());
            newestFirst.remove(deleted.experiment());
        } else if (recorded.event() instanceof ExperimentEvent event) {
            BoardEntry entry = entries.get(event.experiment());
            if (entry != null) {
                apply(event, entry, recorded);
                entry.update(entry.activity().after(recorded));
            }
        }
        lastEventAt = recorded.at();
        position = recorded.position();
    }

    /** The position of the last event taken in, 0 before the first. */
    public long position() {
        return position;
    }

    /** All experiments, newest first. */
    public List<ExperimentSummary> experiments() {
        List<ExperimentSummary> summaries = new ArrayList<>();
        for (ExperimentId id : newestFirst) {
            experiment(id).ifPresent(summaries::add);
        }
        return Collections.unmodifiableList(summaries);
    }

    /** One experiment. */
    public Optional<ExperimentSummary> experiment(ExperimentId id) {
        return Optional.ofNullable(entries.get(id)).map(BoardEntry::summary);
    }

    /** One trial. */
    public Optional<TrialRow> trial(ExperimentId id, long number) {
        return Optional.ofNullable(entries.get(id)).flatMap(entry -> entry.trial(number));
    }

    /** Some trials; none when there is no such experiment. */
    public TrialPage trials(ExperimentId id, TrialQuery query) {
        BoardEntry entry = entries.get(id);
        return entry == null ? new TrialPage(0, query.offset(), List.of()) : entry.page(query);
    }

    /** All trials by number; none when there is no such experiment. Copies references, so it is quick. */
    public List<TrialRow> trials(ExperimentId id) {
        BoardEntry entry = entries.get(id);
        return entry == null ? List.of() : entry.rows();
    }

    /** The trials that keep a slot, by number; none when there is no such experiment. */
    public List<TrialRow> underWay(ExperimentId id) {
        BoardEntry entry = entries.get(id);
        return entry == null ? List.of() : entry.underWay(row -> !row.isClaimed());
    }

    /** The trials that somebody asked for and evaluates, by number; none when there is no such experiment. */
    public List<TrialRow> claimed(ExperimentId id) {
        BoardEntry entry = entries.get(id);
        return entry == null ? List.of() : entry.underWay(TrialRow::isClaimed);
    }

    /** The trials that wait for another attempt, by number; none when there is no such experiment. Looks at all trials. */
    public List<TrialRow> waitingAgain(ExperimentId id) {
        BoardEntry entry = entries.get(id);
        return entry == null ? List.of() : entry.waitingAgain();
    }

    /** What an experiment did last. */
    public Optional<ExperimentActivity> activity(ExperimentId id) {
        return Optional.ofNullable(entries.get(id)).map(BoardEntry::activity);
    }

    /** The configurations that wait to become trials, in order; none when there is no such experiment. */
    public List<QueuedTrial> queue(ExperimentId id) {
        BoardEntry entry = entries.get(id);
        return entry == null ? List.of() : entry.queue();
    }

    /** Where in the log an experiment begins; empty when there is none of this id. */
    public OptionalLong beginning(ExperimentId id) {
        BoardEntry entry = entries.get(id);
        return entry == null ? OptionalLong.empty() : OptionalLong.of(entry.createdAt());
    }

    private void setClock(SnapshotLine line) {
        position = line.whole("position");
        lastEventAt = line.instant("lastEventAt");
    }

    private void addExperiment(SnapshotLine line) {
        ExperimentSummary summary = ExperimentSummary.of(line);
        entries.put(summary.id(), new BoardEntry(summary, line.whole("createdAtPosition")));
        newestFirst.addFirst(summary.id());
    }

    private void addActivity(SnapshotLine line) {
        entry(line).update(ExperimentActivity.of(line));
    }

    private void addProblem(SnapshotLine line) {
        BoardEntry entry = entry(line);
        entry.update(entry.activity().with(RecordedProblem.of(line)));
    }

    private void addQueued(SnapshotLine line) {
        entry(line).enqueue(QueuedTrial.of(line));
    }

    private void addTrial(SnapshotLine line) {
        entry(line).add(TrialSnapshot.row(line));
    }

    private BoardEntry entry(SnapshotLine line) {
        BoardEntry entry = entries.get(new ExperimentId(line.text("experiment")));
        if (entry == null) {
            throw new IllegalArgumentException("experiment: " + line.text("experiment") + " (expected: one before it)");
        }
        return entry;
    }

    /** As {@code Experiments} does it: running time counts to the last thing that the earlier server recorded. */
    private void interrupt() {
        for (BoardEntry entry : entries.values()) {
            if (entry.summary().state().isOnTheClock()) {
                entry.update(entry.summary().entered(ExperimentState.STOPPED, SERVER_ENDED, lastEventAt));
            }
        }
    }

    private static void apply(ExperimentEvent event, BoardEntry entry, RecordedEvent recorded) {
        if (event instanceof TrialEvent trialEvent) {
            apply(trialEvent, entry, recorded);
        } else if (event instanceof ExperimentStateChanged changed) {
            entry.update(entry.summary().entered(changed.state(), changed.reason(), recorded.at()));
        } else if (event instanceof LimitsChanged changed) {
            ExperimentConfig config = entry.summary().config().limited(changed);
            entry.update(entry.summary().configured(config));
        } else if (event instanceof SearchSpaceChanged changed) {
            ExperimentConfig config = entry.summary().config().searching(changed);
            entry.update(entry.summary().configured(config));
        } else if (event instanceof TrialEnqueued enqueued) {
            entry.enqueue(new QueuedTrial(recorded.position(), enqueued.configuration()));
        } else if (event instanceof TrialDequeued dequeued) {
            entry.queue().stream()
                    .filter(trial -> trial.position() == dequeued.enqueued())
                    .forEach(entry::dequeue);
        } else if (event instanceof ResultImported) {
            entry.update(entry.summary().importing());
        } else if (!(event instanceof SuggestionsRequested
                || event instanceof SuggestionsAnswered
                || event instanceof TunerFailed
                || event instanceof AssessorFailed)) {
            throw new IllegalStateException("unknown event " + event.getClass().getName());
        }
    }

    private static void apply(TrialEvent event, BoardEntry entry, RecordedEvent recorded) {
        if (event instanceof TrialProposed proposed) {
            if (proposed.isQueued()) {
                entry.queue().stream().limit(1).forEach(entry::dequeue);
            }
            entry.add(TrialRow.proposed(proposed, recorded));
            return;
        }
        TrialRow row = entry.trial(event.number())
                .orElseThrow(() -> new IllegalStateException("unknown trial " + event.number()));
        if (event instanceof AttemptScheduled scheduled) {
            entry.replace(row, row.scheduled(scheduled, recorded));
        } else if (event instanceof AttemptStarted started) {
            entry.replace(row, row.started(started.startedAt(), recorded.position()));
        } else if (event instanceof AttemptSilent silent) {
            entry.replace(row, row.silent(silent.reason()));
        } else if (event instanceof AttemptRevived revived) {
            entry.replace(row, row.revived(revived.reason(), recorded.position()));
        } else if (event instanceof AttemptAwaited awaited) {
            entry.replace(row, row.awaited(awaited.reason()));
        } else if (event instanceof TrialStopRequested request) {
            entry.replace(row, row.stopping(request.reason()));
        } else if (event instanceof MetricReported report) {
            entry.report(row, report, recorded.at());
        } else if (event instanceof AttemptEnded ended) {
            entry.replace(row, row.attemptEnded(ended.exitCode(), ended.endedAt()));
        } else if (event instanceof TrialRequeued requeued) {
            entry.replace(row, row.requeued(requeued.reason(), recorded.position()));
        } else if (event instanceof TrialEnded ended) {
            entry.replace(row, row.ended(ended, recorded));
        } else if (event instanceof TrialValueAveraged averaged) {
            entry.replace(row, row.averaged(averaged.value()));
        } else if (!(event instanceof ReportRefused)) {
            throw new IllegalStateException("unknown event " + event.getClass().getName());
        }
    }
}
