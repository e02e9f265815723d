package io.trialog.adapter.http;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.Router;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A listening socket served by one event loop. */
final class Listener extends VerticleBase {

    private final HttpServerOptions options;
    private final SocketAddress address;
    private final Router router;
    private final Function<Context, @Nullable ReportIntake> intakes;
    private @Nullable HttpServer server;

    /**
     * Answers requests by a router.
     *
     * @param intakes what takes reports before the router on the event loop of a context; null for nothing
     */
    Listener(
            HttpServerOptions options,
            SocketAddress address,
            Router router,
            Function<Context, @Nullable ReportIntake> intakes) {
        this.options = options;
        this.address = address;
        this.router = router;
        this.intakes = intakes;
    }

    @Override
    public Future<?> start() {
        ReportIntake intake = intakes.apply(context);
        Handler<HttpServerRequest> handler = intake == null
                ? router
                : request -> {
                    if (!intake.take(request)) {
                        router.handle(request);
                    }
                };
        server = vertx.createHttpServer(options).requestHandler(handler).invalidRequestHandler(ErrorAnswers::malformed);
        return server.listen(address);
    }

    /** The port listened on, once started. */
    int port() {
        if (server == null) {
            throw new IllegalStateException("not started");
        }
        return server.actualPort();
    }
}
