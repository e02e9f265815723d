package io.trialog.benchmarks.coldstart;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;

/** The ceiling of a start: a process with the server's HTTP library that answers everything with 200, and does nothing else. */
final class BareVertx {

    private static final int EVENT_LOOPS = 2;

    private BareVertx() {}

    /** Takes the port to listen on; runs until it is killed. */
    public static void main(String[] arguments) {
        Vertx.vertx(new VertxOptions().setEventLoopPoolSize(EVENT_LOOPS))
                .createHttpServer()
                .requestHandler(request -> request.response().end("{}"))
                .listen(Integer.parseInt(arguments[0]), "127.0.0.1")
                .await();
    }
}
