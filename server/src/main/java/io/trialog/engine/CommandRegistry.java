package io.trialog.engine;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Which handler decides on which type of command. */
public final class CommandRegistry {

    private final Map<Class<?>, CommandHandler<?, ?>> handlers = new HashMap<>();

    /** Registers the handler of a command type; a second one is a mistake. */
    public <R, C extends Command<R>> CommandRegistry on(Class<C> type, CommandHandler<C, R> handler) {
        if (handlers.put(type, handler) != null) {
            throw new IllegalStateException("two handlers for " + type.getName());
        }
        return this;
    }

    <R> Decision<R> handle(Command<R> command, Instant now) {
        CommandHandler<?, ?> handler = handlers.get(command.getClass());
        if (handler == null) {
            throw new IllegalStateException(
                    "no handler for " + command.getClass().getName());
        }
        @SuppressWarnings("unchecked") // on() ties the command's type, its reply and its handler together
        CommandHandler<Command<R>, R> matching = (CommandHandler<Command<R>, R>) handler;
        return matching.handle(command, now);
    }
}
