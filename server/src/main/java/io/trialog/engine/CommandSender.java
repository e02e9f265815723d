package io.trialog.engine;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the outcomes of effects back as commands. When the engine is busy it tries again: outcomes must not get lost. */
public final class CommandSender {

    private static final Logger LOG = LoggerFactory.getLogger(CommandSender.class);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Engine engine;
    private final ScheduledExecutorService timer;

    /** Sends to an engine; the timer runs the repetitions. */
    public CommandSender(Engine engine, ScheduledExecutorService timer) {
        this.engine = engine;
        this.timer = timer;
    }

    /** Sends a command until the engine has taken it. Completes as {@link Engine#submit} does; never with {@code BUSY}. */
    public <R> CompletableFuture<Outcome<R>> send(Command<R> command) {
        return untilTaken(command, () -> engine.submit(command));
    }

    /** The same for two that the engine takes together: see {@link Engine#submit(Command, Command)}. */
    public <R> CompletableFuture<Outcome<R>> send(Command<?> first, Command<R> second) {
        return untilTaken(second, () -> engine.submit(first, second));
    }

    private <R> CompletableFuture<Outcome<R>> untilTaken(
            Command<R> command, Supplier<CompletableFuture<Outcome<R>>> submission) {
        return submission.get().thenCompose(outcome -> {
            ErrorCode code = outcome.fold(accepted -> null, Rejection::code);
            if (code == ErrorCode.BUSY && !timer.isShutdown()) {
                Executor afterPause = CompletableFuture.delayedExecutor(PAUSE.toMillis(), TimeUnit.MILLISECONDS, timer);
                return CompletableFuture.runAsync(() -> {}, afterPause)
                        .thenCompose(paused -> untilTaken(command, submission));
            }
            if (code != null) {
                LOG.debug("an effect's outcome was refused [command: {}, code: {}]", command.name(), code);
            }
            return CompletableFuture.completedFuture(outcome);
        });
    }

    /** Sends a command whose outcome nobody waits for. */
    public void post(Command<?> command) {
        complete(command.name(), send(command));
    }

    /** Logs what goes wrong in something that nobody waits for. */
    public static void complete(String what, CompletableFuture<?> future) {
        CompletableFuture<?> unused = future.whenComplete((done, failure) -> {
            if (failure != null) {
                LOG.error("an effect's outcome could not be recorded [command: {}]", what, failure);
            }
        });
    }
}
