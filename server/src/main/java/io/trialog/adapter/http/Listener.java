package io.trialog.adapter.http;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.Router;
import org.jspecify.annotations.Nullable;

/** A listening socket served by one event loop. */
final class Listener extends VerticleBase {

    private final HttpServerOptions options;
    private final SocketAddress address;
    private final Router router;
    private @Nullable HttpServer server;

    Listener(HttpServerOptions options, SocketAddress address, Router router) {
        this.options = options;
        this.address = address;
        this.router = router;
    }

    @Override
    public Future<?> start() {
        server = vertx.createHttpServer(options).requestHandler(router).invalidRequestHandler(ErrorAnswers::malformed);
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
