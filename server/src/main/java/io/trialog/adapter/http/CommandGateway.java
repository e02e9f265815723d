package io.trialog.adapter.http;

import io.trialog.engine.Command;
import io.trialog.engine.Engine;
import io.trialog.engine.ErrorCode;
import io.trialog.engine.Outcome;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Sends commands to the engine and brings the outcome back to the request's own thread. */
final class CommandGateway {

    private final Vertx vertx;
    private final @Nullable Engine engine;

    CommandGateway(Vertx vertx, @Nullable Engine engine) {
        this.vertx = vertx;
        this.engine = engine;
    }

    /** @throws RequestRefused in view mode: said before anybody reads a body */
    void requireWritable() {
        if (engine == null) {
            throw readOnly();
        }
    }

    /**
     * Sends a command.
     *
     * @return the reply when it is durable, or a {@link RequestRefused}
     */
    <R> Future<R> send(Command<R> command) {
        if (engine == null) {
            return Future.failedFuture(readOnly());
        }
        return Future.fromCompletionStage(engine.submit(command), vertx.getOrCreateContext())
                .compose(CommandGateway::reply);
    }

    /**
     * Sends a command without bringing the outcome anywhere.
     *
     * @return completes on a thread of the engine's, which must not wait
     */
    <R> CompletableFuture<Outcome<R>> submit(Command<R> command) {
        if (engine == null) {
            throw readOnly();
        }
        return engine.submit(command);
    }

    private static <R> Future<R> reply(Outcome<R> outcome) {
        return outcome.fold(
                Future::succeededFuture, rejection -> Future.failedFuture(new RequestRefused(ApiError.of(rejection))));
    }

    private static RequestRefused readOnly() {
        return new RequestRefused(
                ErrorCode.READ_ONLY, "this server shows recorded experiments only; resume the experiment to change it");
    }
}
