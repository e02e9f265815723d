package io.trialog.adapter.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/** Times the answers of one route; to be its first handler. */
final class AnswerTimer implements Handler<RoutingContext> {

    private final RequestMonitor monitor;
    private final String route;

    AnswerTimer(RequestMonitor monitor, String route) {
        this.monitor = monitor;
        this.route = route;
    }

    @Override
    public void handle(RoutingContext context) {
        long begin = System.nanoTime();
        context.addEndHandler(ended -> {
            if (ended.succeeded()) { // else the client has gone, and nobody was answered
                monitor.answered(
                        context.request().method().name(),
                        route,
                        context.response().getStatusCode(),
                        System.nanoTime() - begin);
            }
        });
        context.next();
    }
}
