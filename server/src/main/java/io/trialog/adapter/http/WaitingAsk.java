package io.trialog.adapter.http;

import io.trialog.engine.Outcome;
import io.trialog.event.AttemptScheduled;
import io.trialog.event.AttemptStarted;
import io.trialog.event.Event;
import io.trialog.event.ExperimentEvent;
import io.trialog.event.MetricReported;
import io.trialog.event.RecordedEvent;
import io.trialog.event.ReportRefused;
import io.trialog.event.SuggestionsRequested;
import io.trialog.scheduling.AskTrial;
import io.trialog.scheduling.Asked;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * An ask that waits while there is no trial: it is sent to the engine again whenever something happened in the experiment
 * that may have brought one. Of those that wait, who came first asks first. Any thread.
 */
final class WaitingAsk implements Consumer<List<RecordedEvent>> {

    private final AskTrial command;
    private final Function<AskTrial, CompletableFuture<Outcome<Asked>>> engine;
    private final Predicate<Asked> isAnAnswer;
    private final Consumer<Outcome<Asked>> answer;
    private boolean isAsking;
    private boolean somethingHappened;
    private boolean isTimeUp;
    private boolean isOver;
    private @Nullable Outcome<Asked> last;

    /**
     * One that is still to be asked.
     *
     * @param isAnAnswer whether a reply is worth no further waiting
     * @param answer is given the outcome, once; returns at once
     */
    WaitingAsk(
            AskTrial command,
            Function<AskTrial, CompletableFuture<Outcome<Asked>>> engine,
            Predicate<Asked> isAnAnswer,
            Consumer<Outcome<Asked>> answer) {
        this.command = command;
        this.engine = engine;
        this.isAnAnswer = isAnAnswer;
        this.answer = answer;
    }

    /** Asks. To be called once, when it hears of events already. */
    void begin() {
        synchronized (this) {
            isAsking = true;
        }
        ask();
    }

    @Override
    public void accept(List<RecordedEvent> events) {
        if (events.stream().noneMatch(recorded -> mayHelp(recorded.event()))) {
            return;
        }
        synchronized (this) {
            if (isOver || isAsking) {
                somethingHappened = true;
                return;
            }
            isAsking = true;
        }
        ask();
    }

    /** It has waited long enough: the next outcome is the answer, or the last one is, if it has one. */
    void timeUp() {
        Outcome<Asked> outcome;
        synchronized (this) {
            isTimeUp = true;
            outcome = isAsking || isOver ? null : last;
            isOver |= outcome != null;
        }
        if (outcome != null) {
            answer.accept(outcome);
        }
    }

    /** Nobody waits for the answer any more. */
    synchronized void cancel() {
        isOver = true;
    }

    private void ask() {
        CompletableFuture<Void> unused = engine.apply(command).thenAccept(this::decided);
    }

    private void decided(Outcome<Asked> outcome) {
        boolean again;
        synchronized (this) {
            isAsking = false;
            last = outcome;
            if (isOver) {
                return;
            }
            boolean isFinal = isTimeUp || outcome.fold(isAnAnswer::test, rejection -> true);
            again = !isFinal && somethingHappened;
            somethingHappened = false;
            isAsking = again;
            isOver = isFinal;
        }
        if (again) {
            ask();
        } else if (isOver()) {
            answer.accept(outcome);
        }
    }

    private synchronized boolean isOver() {
        return isOver;
    }

    /** Not what only tells that trials run, of which there are many, nor that the tuner was asked. */
    private boolean mayHelp(Event event) {
        return event instanceof ExperimentEvent inExperiment
                && inExperiment.experiment().equals(command.experiment())
                && !(event instanceof MetricReported
                        || event instanceof ReportRefused
                        || event instanceof AttemptScheduled
                        || event instanceof AttemptStarted
                        || event instanceof SuggestionsRequested);
    }
}
