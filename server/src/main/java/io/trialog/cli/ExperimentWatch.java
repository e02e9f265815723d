package io.trialog.cli;

import io.trialog.event.AttemptAwaited;
import io.trialog.event.AttemptRevived;
import io.trialog.event.AttemptSilent;
import io.trialog.event.ExperimentId;
import io.trialog.event.ExperimentState;
import io.trialog.event.ExperimentStateChanged;
import io.trialog.event.RecordedEvent;
import io.trialog.event.RequeueCause;
import io.trialog.event.TrialEnded;
import io.trialog.event.TrialRequeued;
import io.trialog.event.TrialState;
import io.trialog.port.Clock;
import io.trialog.projection.ExperimentBoard;
import io.trialog.projection.ExperimentSummary;
import io.trialog.projection.TrialQuery;
import io.trialog.projection.TrialRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Shows what happens in one experiment until it comes to rest. Used by one thread. */
final class ExperimentWatch {

    private static final long TICK_MILLIS = 100;

    private final ExperimentId id;
    private final ExperimentBoard board;
    private final ExperimentEvents events;
    private final Screen screen;
    private final Clock clock;
    private final Progress progress;
    private final TimeLeft timeLeft = new TimeLeft();
    private final BestSoFar best;
    private long seen;
    private boolean rested;
    private ExperimentState shown;

    /**
     * Watches an experiment that has just begun.
     *
     * @param bestBefore the best value from before it began; null for none
     */
    ExperimentWatch(
            ExperimentSummary experiment,
            @Nullable Double bestBefore,
            ExperimentBoard board,
            ExperimentEvents events,
            Screen screen,
            Clock clock) {
        this.id = experiment.id();
        this.board = board;
        this.events = events;
        this.screen = screen;
        this.clock = clock;
        this.progress = Progress.on(screen);
        this.shown = experiment.state();
        this.best = new BestSoFar(experiment.config().optimizeMode(), bestBefore);
    }

    /** Shows until nothing runs any more, or somebody interrupts. */
    void untilAtRest(Interruption interruption) {
        while (!interruption.isRequested() && !tick()) {
            interruption.pause(TICK_MILLIS);
        }
        progress.end();
    }

    /** Shows what is new; true when the experiment is at rest and all is shown. */
    boolean tick() {
        List<RecordedEvent> news = events.drain(id);
        news.forEach(this::show);
        ExperimentSummary summary = summary();
        Instant now = clock.now();
        progress.show(summary, timeLeft(summary, now), now);
        boolean wasRested = rested;
        rested = news.isEmpty() && seen > 0 && board.position() >= seen && isAtRest(summary);
        return rested && wasRested; // board and feed may hear of the last event one after the other
    }

    ExperimentSummary summary() {
        return board.experiment(id).orElseThrow();
    }

    private @Nullable Duration timeLeft(ExperimentSummary summary, Instant now) {
        return summary.state().isActive()
                ? timeLeft.at(now, summary, this::running).orElse(null)
                : null;
    }

    private List<TrialRow> running() {
        TrialQuery query =
                new TrialQuery(Set.of(TrialState.RUNNING), TrialQuery.Sort.NUMBER_DESCENDING, 0, Integer.MAX_VALUE);
        return board.trials(id, query).trials();
    }

    private void show(RecordedEvent recorded) {
        seen = recorded.position();
        if (recorded.event() instanceof TrialEnded ended) {
            show(ended, recorded);
        } else if (recorded.event() instanceof AttemptSilent silent) {
            note(silent.number(), silent.reason());
        } else if (recorded.event() instanceof AttemptRevived revived) {
            note(revived.number(), revived.reason());
        } else if (recorded.event() instanceof AttemptAwaited awaited) {
            note(awaited.number(), awaited.reason());
        } else if (recorded.event() instanceof TrialRequeued requeued && requeued.by() != RequeueCause.STOP) {
            note(requeued.number(), requeued.reason());
        } else if (recorded.event() instanceof ExperimentStateChanged changed) {
            show(changed);
        }
    }

    private void show(TrialEnded ended, RecordedEvent recorded) {
        TrialRow row = board.trial(id, ended.number()).orElseThrow().ended(ended, recorded);
        timeLeft.ended(row.duration());
        Integer limit = summary().maxTrialNumber();
        long highestNumber = Math.max(row.number(), limit == null ? 0 : limit - 1);
        BestSoFar.Verdict verdict =
                row.state() == TrialState.SUCCEEDED ? best.take(row.value()) : BestSoFar.Verdict.NOT_BEST;
        screen.line(new TrialLine(screen.style(), screen.width()).of(row, verdict, highestNumber));
    }

    /** What happens to a trial that goes on. */
    private void note(long number, String what) {
        screen.line(screen.style().warning("#" + number + "  " + PrintableText.of(what)));
    }

    /** Says why an experiment is on hold, once: several trials may find the same thing. The end has a report of its own. */
    private void show(ExperimentStateChanged changed) {
        ExperimentState state = changed.state();
        boolean news = state != shown;
        shown = state;
        if (news && state.isHeld()) {
            String reason = PrintableText.of(Objects.requireNonNullElse(changed.reason(), "no reason given"));
            int running = summary().counts().running();
            screen.line(screen.style().bad(state.name().toLowerCase(Locale.ROOT) + ": " + reason)
                    + (running == 0 ? "" : "; running trials are awaited, Ctrl-C stops them"));
        }
    }

    private static boolean isAtRest(ExperimentSummary summary) {
        return switch (summary.state()) {
            case DONE, STOPPED, VIEWED -> true;
            case PAUSED, ERROR -> summary.counts().running() == 0;
            case INITIALIZED, RUNNING, TUNER_NO_MORE_TRIAL, NO_MORE_TRIAL, STOPPING -> false;
        };
    }
}
