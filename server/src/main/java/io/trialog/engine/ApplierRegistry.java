package io.trialog.engine;

import io.trialog.event.Event;
import io.trialog.event.RecordedEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which appliers an event type has: one for each feature that cares, in the order of registration. An event type without
 * any stops the server; one that changes no state is registered as such.
 */
public final class ApplierRegistry {

    private final Map<Class<?>, List<Applier<?>>> appliers = new HashMap<>();
    private final List<Applier<Event>> general = new ArrayList<>();

    /** Registers an applier of an event type. */
    public <E extends Event> ApplierRegistry on(Class<E> type, Applier<E> applier) {
        appliers.computeIfAbsent(type, unused -> new ArrayList<>()).add(applier);
        return this;
    }

    /** Registers an event type that changes no state. */
    public <E extends Event> ApplierRegistry changesNothing(Class<E> type) {
        return on(type, (event, recorded) -> {});
    }

    /** Registers an applier of every event, run after those of its type. */
    public ApplierRegistry onEvery(Applier<Event> applier) {
        general.add(applier);
        return this;
    }

    /** The event types that have appliers. */
    public Set<Class<?>> types() {
        return Set.copyOf(appliers.keySet());
    }

    /** Applies an event. */
    public void apply(RecordedEvent recorded) {
        List<Applier<?>> matching = appliers.get(recorded.event().getClass());
        if (matching == null) {
            throw new IllegalStateException(
                    "no applier for " + recorded.event().getClass().getName() + " at position " + recorded.position());
        }
        for (Applier<?> applier : matching) {
            applyUnchecked(applier, recorded);
        }
        for (Applier<Event> applier : general) {
            applier.apply(recorded.event(), recorded);
        }
    }

    @SuppressWarnings("unchecked") // on() ties the event's type to its appliers
    private static <E extends Event> void applyUnchecked(Applier<E> applier, RecordedEvent recorded) {
        applier.apply((E) recorded.event(), recorded);
    }
}
