package io.trialog.tuning;

import io.trialog.port.GuestFailure;
import io.trialog.port.GuestThread;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A plugin's object on a thread of its own: made there, called there, closed there, in order. After its first failure it is
 * called no more, because nobody knows in which state that left it.
 *
 * @param <T> the object's type
 */
final class Guest<T> {

    /** For making it, and for telling it a part of its past. */
    static final Duration REBUILD_BUDGET = Duration.ofMinutes(10);

    private static final Duration CLOSE_BUDGET = Duration.ofSeconds(10);

    private final GuestThread thread;
    private final BiConsumer<String, String> onFailure;
    private volatile @Nullable T object;
    private volatile boolean failed;

    /**
     * A guest that is still to be made.
     *
     * @param thread its own; closed with it
     * @param onFailure is told the message and the stack trace of the first failure, on some thread
     */
    Guest(GuestThread thread, BiConsumer<String, String> onFailure) {
        this.thread = thread;
        this.onFailure = onFailure;
    }

    /** Makes the object, which may take a while. */
    void make(Supplier<T> maker) {
        run("create", REBUILD_BUDGET, () -> object = answered(maker.get(), "create"));
    }

    /** Calls the object. */
    void call(String what, Duration budget, Consumer<? super T> body) {
        run(what, budget, () -> {
            T made = object;
            if (made == null) {
                throw new IllegalStateException("called before it was made");
            }
            body.accept(made);
        });
    }

    /** Calls the object's close, if it was made, and ends the thread. */
    void close(Consumer<? super T> closer) {
        run("close", CLOSE_BUDGET, () -> {
            T made = object;
            if (made != null) {
                closer.accept(made);
            }
        });
        thread.close();
    }

    /**
     * What a plugin answered.
     *
     * @throws IllegalStateException when that is null, whatever it promised
     */
    static <A> A answered(@Nullable A answer, String what) {
        if (answer == null) {
            throw new IllegalStateException(what + " returned null (expected: an answer)");
        }
        return answer;
    }

    private void run(String what, Duration budget, Runnable body) {
        if (!failed) {
            thread.run(what, budget, body, this::fail);
        }
    }

    private void fail(Throwable failure) {
        if (failed) {
            return; // what follows from the first failure says nothing new
        }
        failed = true;
        String trace = failure instanceof GuestFailure guest ? guest.stackTraceText() : "";
        onFailure.accept(String.valueOf(failure.getMessage()), trace);
    }
}
