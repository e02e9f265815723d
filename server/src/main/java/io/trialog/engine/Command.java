package io.trialog.engine;

/**
 * A wish, which may be refused. Commands are records with imperative names; each feature has a sealed interface of its
 * own.
 *
 * @param <R> the reply when it is accepted
 */
public interface Command<R> {

    /** The name recorded as the cause of its events. */
    default String name() {
        return getClass().getSimpleName();
    }
}
