package io.trialog.cli;

import io.trialog.event.AttemptAwaited;
import io.trialog.event.AttemptRevived;
import io.trialog.event.AttemptSilent;
import io.trialog.event.Event;
import io.trialog.event.ExperimentEvent;
import io.trialog.event.ExperimentId;
import io.trialog.event.ExperimentStateChanged;
import io.trialog.event.RecordedEvent;
import io.trialog.event.TrialEnded;
import io.trialog.event.TrialRequeued;
import io.trialog.projection.LiveFeed;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * The ends of trials and changes of state since this was made, for somebody who looks now and then. Make it before the
 * experiment begins: nothing is missed. Read by one thread.
 */
final class ExperimentEvents implements AutoCloseable {

    private final LiveFeed feed;
    private final Queue<RecordedEvent> waiting = new ConcurrentLinkedQueue<>();
    private final Consumer<List<RecordedEvent>> subscriber = this::take;

    ExperimentEvents(LiveFeed feed) {
        this.feed = feed;
        feed.subscribe(subscriber);
    }

    /** What came for an experiment since the last call; what came for others is dropped. */
    List<RecordedEvent> drain(ExperimentId experiment) {
        List<RecordedEvent> events = new ArrayList<>();
        for (RecordedEvent next = waiting.poll(); next != null; next = waiting.poll()) {
            if (next.event() instanceof ExperimentEvent event
                    && event.experiment().equals(experiment)) {
                events.add(next);
            }
        }
        return events;
    }

    @Override
    public void close() {
        feed.unsubscribe(subscriber);
    }

    private void take(List<RecordedEvent> events) {
        for (RecordedEvent recorded : events) {
            // reports are many, and the progress line needs none
            if (isShown(recorded.event())) {
                waiting.add(recorded);
            }
        }
    }

    private static boolean isShown(Event event) {
        return event instanceof TrialEnded
                || event instanceof TrialRequeued
                || event instanceof AttemptSilent
                || event instanceof AttemptRevived
                || event instanceof AttemptAwaited
                || event instanceof ExperimentStateChanged;
    }
}
