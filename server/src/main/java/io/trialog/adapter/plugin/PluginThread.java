package io.trialog.adapter.plugin;

import io.trialog.engine.SerialExecutor;
import io.trialog.spi.problem.InvalidInputException;
import io.trialog.spi.tuner.UnsupportedSearchSpaceUpdateException;
import java.time.Duration;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The only way to call a plugin's objects: calls of one instance (one tuner of one experiment, say) run one at a time, in the
 * order in which they were made, under the plugin's context class loader and with a time budget each.
 *
 * <p>Callers never wait and never see what the plugin throws, however bad ({@link LinkageError}, {@link
 * StackOverflowError}, {@link OutOfMemoryError} included): it becomes a {@link PluginFailure}. After a time-out the stuck
 * thread is interrupted and given up, since Java can end no thread by force, and later calls fail at once. After any other
 * failure calls go on; but as nobody knows in which state the plugin's object was left, prefer to make a new one from the
 * recorded history.
 *
 * <p>A call runs on a daemon, named {@code plugin-NAME-EXPERIMENT} meanwhile. Between calls an instance holds no thread, as
 * there may be thousands of instances: those that are idle serve whichever calls next, and go after ten seconds. All methods may
 * be called by any thread.
 */
public final class PluginThread implements AutoCloseable {

    private static final int IDLE_SECONDS = 10;
    /** Without limit: a thread may be stuck for ever, and others are not to wait for it. */
    private static final Executor THREADS = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), PluginThread::daemon);

    private final String plugin;
    private final String name;
    private final ClassLoader classLoader;
    private final SerialExecutor executor = new SerialExecutor(THREADS);
    /** Calls that have not begun. */
    private final Queue<Call<?>> waiting = new ConcurrentLinkedQueue<>();

    private volatile @Nullable String refusal;

    PluginThread(String plugin, String instance, ClassLoader classLoader) {
        this.plugin = plugin;
        this.name = "plugin-" + plugin + "-" + instance;
        this.classLoader = classLoader;
    }

    /**
     * A thread for one instance.
     *
     * @param plugin whose code it will run
     * @param instance what tells this instance from others of the plugin: the experiment's id
     */
    public static PluginThread of(LoadedPlugin plugin, String instance) {
        return new PluginThread(plugin.name(), instance, plugin.classLoader());
    }

    /**
     * Calls the plugin soon, after the calls made before.
     *
     * <p>The answer completes with what {@code body} returned, or exceptionally with a {@link PluginFailure}; with {@link
     * InvalidInputException} and {@link UnsupportedSearchSpaceUpdateException} as they are, since those are a plugin's
     * proper way to say no. Dependent actions without an executor of their own may run on the plugin's thread or on a timer
     * thread of the JDK: they must hand over and return.
     *
     * @param what the call for error messages: {@code tuner TPE, suggest}
     * @param budget how long the call may take from the moment it begins; waiting for earlier calls does not count
     * @param body the call; it must not touch state of the server that belongs to other threads
     */
    public <T extends @Nullable Object> CompletableFuture<T> call(String what, Duration budget, Callable<T> body) {
        if (budget.isNegative() || budget.isZero()) {
            throw new IllegalArgumentException("budget: " + budget + " (expected: > 0)");
        }
        Call<T> call = new Call<>(what, budget, body);
        if (refusal == null) {
            waiting.add(call);
            executor.execute(this::runNext);
            if (refusal != null && waiting.remove(call)) {
                call.refuse(); // whoever ended it may have looked for waiting calls before
            }
        } else {
            call.refuse();
        }
        return call.answer;
    }

    /** {@link #call Calls} something that returns nothing. */
    public CompletableFuture<@Nullable Void> run(String what, Duration budget, Runnable body) {
        return call(what, budget, () -> {
            body.run();
            return null;
        });
    }

    /** Accepts no further calls; those made before still run. Does not wait. Idempotent. */
    @Override
    public void close() {
        if (refusal == null) {
            refusal = "this instance was closed";
        }
    }

    private void runNext() {
        Call<?> next = waiting.poll();
        if (next != null) { // else it was refused
            next.run();
        }
    }

    private void giveUp(String reason) {
        refusal = reason;
        for (Call<?> call = waiting.poll(); call != null; call = waiting.poll()) {
            call.refuse();
        }
    }

    private static Thread daemon(Runnable body) {
        Thread thread = new Thread(body, "plugin");
        thread.setDaemon(true);
        return thread;
    }

    /** One call. Either the plugin ends it or the clock does, whichever comes first. */
    private final class Call<T extends @Nullable Object> {

        private final String what;
        private final Duration budget;
        private final Callable<T> body;
        private final CompletableFuture<T> answer = new CompletableFuture<>();
        private final AtomicBoolean ended = new AtomicBoolean();
        private boolean hasReturned;

        Call(String what, Duration budget, Callable<T> body) {
            this.what = what;
            this.budget = budget;
            this.body = body;
        }

        void run() {
            Thread thread = Thread.currentThread();
            if (!thread.getName().equals(name)) {
                thread.setName(name);
            }
            CompletableFuture<Void> clock = new CompletableFuture<>();
            CompletableFuture<Void> unused = clock.orTimeout(budget.toNanos(), TimeUnit.NANOSECONDS)
                    .whenComplete((inTime, late) -> {
                        if (late != null) {
                            timeOut(thread);
                        }
                    });
            Runnable outcome = guarded(thread);
            clock.complete(null);
            if (ended.compareAndSet(false, true)) {
                outcome.run();
            }
        }

        void refuse() {
            answer.completeExceptionally(
                    PluginFailure.refused(plugin, what, Objects.requireNonNull(refusal, "refusal")));
        }

        /** Runs the body and says how the answer is to be completed; the plugin's code is over when this returns. */
        private Runnable guarded(Thread thread) {
            ClassLoader before = thread.getContextClassLoader();
            thread.setContextClassLoader(classLoader);
            try {
                T result = body.call();
                return () -> answer.complete(result);
            } catch (InvalidInputException | UnsupportedSearchSpaceUpdateException no) {
                return () -> answer.completeExceptionally(no);
            } catch (Throwable thrown) {
                PluginFailure failure = PluginFailure.thrown(plugin, what, thrown);
                return () -> answer.completeExceptionally(failure);
            } finally {
                thread.setContextClassLoader(before);
                synchronized (this) {
                    hasReturned = true;
                }
                // A stray interrupt, of the plugin's making or ours, must not reach the next call.
                Thread.interrupted();
            }
        }

        /** Unless it has gone on to somebody else's call. */
        private synchronized void interrupt(Thread thread) {
            if (!hasReturned) {
                thread.interrupt();
            }
        }

        private void timeOut(Thread thread) {
            if (ended.compareAndSet(false, true)) {
                PluginFailure failure = PluginFailure.timedOut(plugin, what, budget, thread.getStackTrace());
                giveUp("an earlier call (" + what + ") gave no answer in time");
                interrupt(thread);
                answer.completeExceptionally(failure);
            }
        }
    }
}
