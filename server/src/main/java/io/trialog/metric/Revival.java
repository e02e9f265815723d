package io.trialog.metric;

import io.trialog.event.Event;
import io.trialog.spi.training.AttemptKey;
import java.time.Instant;
import java.util.List;

/** Decides what it means that an attempt was heard of. Pure; engine thread only. */
@FunctionalInterface
public interface Revival {

    /**
     * What happens when an attempt is heard of: nothing, unless it was silent or given up for lost.
     *
     * @param sign how it was heard of, for people: {@code reported}
     */
    List<Event> heard(AttemptKey key, String sign, Instant now);
}
