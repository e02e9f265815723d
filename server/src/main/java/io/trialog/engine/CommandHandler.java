package io.trialog.engine;

import java.time.Instant;

/**
 * Decides on one type of command. Pure: reads the state's views, the command and the time; no I/O, no clock, no
 * randomness.
 */
@FunctionalInterface
public interface CommandHandler<C extends Command<R>, R> {

    /** The events that the command leads to, or why it is refused. */
    Decision<R> handle(C command, Instant now);
}
