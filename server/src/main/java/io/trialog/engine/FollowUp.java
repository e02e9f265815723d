package io.trialog.engine;

import io.trialog.event.Event;
import io.trialog.event.ExperimentId;
import java.time.Instant;
import java.util.List;

/** Decides what happens next in an experiment that something happened to. Pure, like a command handler. */
@FunctionalInterface
public interface FollowUp {

    /** Whether anything can follow from an event; where nothing can, {@link #next} is not asked. */
    default boolean canFollow(Event event) {
        return true;
    }

    /** The events that follow now; asked again after they are applied, until there are none. */
    List<? extends Event> next(ExperimentId experiment, Instant now);
}
