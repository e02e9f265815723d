package io.trialog.adapter.plugin;

import io.trialog.spi.problem.InvalidInputException;
import io.trialog.spi.tuner.UnsupportedSearchSpaceUpdateException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The only way to call a plugin's objects: a thread that belongs to one instance (one tuner of one experiment, say), on
 * which calls run one at a time, in the order in which they were made, under the plugin's context class loader and with a
 * time budget each.
 *
 * <p>Callers never wait and never see what the plugin throws, however bad ({@link LinkageError}, {@link
 * StackOverflowError}, {@link OutOfMemoryError} included): it becomes a {@link PluginFailure}. After a time-out the stuck
 * thread is interrupted and given up, since Java can end no thread by force, and later calls fail at once. After any other
 * failure calls go on; but as nobody knows in which state the plugin's object was left, prefer to make a new one from the
 * recorded history.
 *
 * <p>The thread is a daemon, named {@code plugin-NAME-EXPERIMENT}; it goes when idle for a minute and comes back for the
 * next call. All methods may be called by any thread.
 */
public final class PluginThread implements AutoCloseable {

    private static final int IDLE_SECONDS = 60;

    private final String plugin;
    private final ClassLoader classLoader;
    private final ThreadPoolExecutor executor;
    private volatile @Nullable String refusal;

    PluginThread(String plugin, String instance, ClassLoader classLoader) {
        this.plugin = plugin;
        this.classLoader = classLoader;
        this.executor = new ThreadPoolExecutor(
                1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), body -> daemon(body, instance));
        this.executor.allowCoreThreadTimeOut(true);
        this.executor.setRejectedExecutionHandler((call, full) -> ((Call<?>) call).refuse());
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
        executor.execute(call);
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
        executor.shutdown();
    }

    private void giveUp(String reason) {
        refusal = reason;
        executor.shutdownNow().forEach(call -> ((Call<?>) call).refuse());
    }

    private Thread daemon(Runnable body, String instance) {
        Thread thread = new Thread(body, "plugin-" + plugin + "-" + instance);
        thread.setDaemon(true);
        return thread;
    }

    /** One call. Either the plugin ends it or the clock does, whichever comes first. */
    private final class Call<T extends @Nullable Object> implements Runnable {

        private final String what;
        private final Duration budget;
        private final Callable<T> body;
        private final CompletableFuture<T> answer = new CompletableFuture<>();
        private final AtomicBoolean ended = new AtomicBoolean();

        Call(String what, Duration budget, Callable<T> body) {
            this.what = what;
            this.budget = budget;
            this.body = body;
        }

        @Override
        public void run() {
            Thread thread = Thread.currentThread();
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
                // A stray interrupt of the plugin's making must not reach the next call.
                Thread.interrupted();
            }
        }

        private void timeOut(Thread thread) {
            if (ended.compareAndSet(false, true)) {
                PluginFailure failure = PluginFailure.timedOut(plugin, what, budget, thread.getStackTrace());
                giveUp("an earlier call (" + what + ") gave no answer in time");
                answer.completeExceptionally(failure);
            }
        }
    }
}
