package io.trialog.engine;

import java.util.function.Function;

/**
 * What became of a command.
 *
 * @param <R> the reply of an accepted command
 */
public sealed interface Outcome<R> {

    /**
     * It was accepted; what it did is durable.
     *
     * @param reply the answer
     */
    record Accepted<R>(R reply) implements Outcome<R> {}

    /**
     * It was refused and did nothing.
     *
     * @param rejection why
     */
    record Rejected<R>(Rejection rejection) implements Outcome<R> {}

    /** One result from either. */
    default <T> T fold(Function<? super R, ? extends T> accepted, Function<? super Rejection, ? extends T> rejected) {
        if (this instanceof Accepted<R> yes) {
            return accepted.apply(yes.reply());
        }
        return rejected.apply(((Rejected<R>) this).rejection());
    }
}
