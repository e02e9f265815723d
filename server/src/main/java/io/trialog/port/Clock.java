package io.trialog.port;

import java.time.Instant;

/** Tells the time. */
@FunctionalInterface
public interface Clock {

    /** Now, UTC. */
    Instant now();
}
