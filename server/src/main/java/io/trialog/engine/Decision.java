package io.trialog.engine;

import io.trialog.event.Event;
import io.trialog.event.ExperimentId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A handler's answer: events and a reply, or a rejection.
 *
 * @param <R> the reply of an accepted command
 */
public final class Decision<R> {

    private final List<Event> events;
    private final Outcome<R> outcome;
    private final @Nullable ExperimentId touched;

    private Decision(List<Event> events, Outcome<R> outcome, @Nullable ExperimentId touched) {
        this.events = List.copyOf(events);
        this.outcome = outcome;
        this.touched = touched;
    }

    /** Accepts: these events happen, perhaps none, and then the reply is given. */
    public static <R> Decision<R> accept(R reply, List<? extends Event> events) {
        return new Decision<>(List.copyOf(events), new Outcome.Accepted<>(reply), null);
    }

    /** Accepts: these events happen, perhaps none, and then the reply is given. */
    public static <R> Decision<R> accept(R reply, Event... events) {
        return accept(reply, List.of(events));
    }

    /** Accepts without events of its own, but has the scheduler look at an experiment. */
    public static <R> Decision<R> look(R reply, ExperimentId experiment) {
        return new Decision<>(List.of(), new Outcome.Accepted<>(reply), experiment);
    }

    /** Refuses. */
    public static <R> Decision<R> reject(Rejection rejection) {
        return new Decision<>(List.of(), new Outcome.Rejected<>(rejection), null);
    }

    /** Refuses for a reason without details. */
    public static <R> Decision<R> reject(ErrorCode code, String message) {
        return reject(Rejection.of(code, message));
    }

    /** What happens. */
    public List<Event> events() {
        return events;
    }

    /** What the sender is told when the events are durable. */
    public Outcome<R> outcome() {
        return outcome;
    }

    /** An experiment to look at although no event names it. */
    @Nullable
    ExperimentId touched() {
        return touched;
    }
}
