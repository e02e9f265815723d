package io.trialog.adapter.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/** Sends complete answers; a client that has gone away gets none. */
final class Answers {

    static final String JSON = "application/json";

    private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");

    private Answers() {}

    static void json(RoutingContext context, int status, JsonText.Content content) {
        send(context, status, JSON, JsonText.buffer(content));
    }

    static void error(RoutingContext context, ApiError error) {
        send(context, error.httpStatus(), JSON, error.toJson());
    }

    static void send(RoutingContext context, int status, CharSequence contentType, Buffer body) {
        Future<Void> unused = send(context.response(), status, contentType, body);
    }

    /** Fails when the client has gone. */
    static Future<Void> send(HttpServerResponse response, int status, CharSequence contentType, Buffer body) {
        if (response.ended() || response.closed() || response.headWritten()) {
            return Future.failedFuture("the client has gone");
        }
        return response.setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, contentType)
                .putHeader(HttpHeaders.CACHE_CONTROL, NO_STORE)
                .end(body);
    }
}
