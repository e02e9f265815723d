package io.trialog.port;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/**
 * A thread of its own for one plugin object: calls run one at a time in the order in which they were given, with the
 * plugin's class loader as context.
 */
public interface GuestThread extends AutoCloseable {

    /**
     * Runs a call.
     *
     * @param what names the call in errors: {@code suggest}
     * @param budget how long it may take
     * @return completes with the result, or with a {@link GuestFailure}; never blocks the caller
     */
    <T> CompletableFuture<T> call(String what, Duration budget, Callable<T> body);

    /**
     * Runs a call that gives nothing back.
     *
     * @param onFailure is told what went wrong, if anything does
     */
    default void run(String what, Duration budget, Runnable body, Consumer<Throwable> onFailure) {
        CompletableFuture<?> unused = call(what, budget, () -> {
                    body.run();
                    return true;
                })
                .exceptionally(failure -> {
                    Throwable cause = failure.getCause();
                    onFailure.accept(failure instanceof CompletionException && cause != null ? cause : failure);
                    return false;
                });
    }

    /** Ends the thread after the calls given so far; a stuck call is interrupted. */
    @Override
    void close();

    /** Opens guest threads. */
    interface Source {
        /**
         * Opens a thread for a plugin object made by this factory.
         *
         * @param factory whose class loader is the context
         * @param name for the thread's name and errors
         */
        GuestThread open(Object factory, String name);
    }
}
