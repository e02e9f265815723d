package io.trialog.adapter.http;

import io.trialog.adapter.input.Shown;
import io.trialog.engine.ErrorCode;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Set;

/**
 * Collects the body of a request, up to a size. Must be reached before anything asynchronous happens to the request.
 *
 * <p>A body that is too large is refused as soon as that is known, and the rest is read and dropped for a while: a connection
 * closed at once would take the answer with it.
 */
final class RequestBody implements Handler<RoutingContext> {

    private static final String KEY = RequestBody.class.getName();
    private static final int INITIAL_BYTES = 8 * 1024;
    private static final long MAX_DROP_MILLIS = 10_000;

    private final int maxBytes;
    private final Set<String> contentTypes;
    private final boolean optional;

    private RequestBody(int maxBytes, boolean optional, Set<String> contentTypes) {
        this.maxBytes = maxBytes;
        this.contentTypes = contentTypes;
        this.optional = optional;
    }

    /** Wants a body of one of these types. */
    static RequestBody required(int maxBytes, String... contentTypes) {
        return new RequestBody(maxBytes, false, Set.of(contentTypes));
    }

    /** Takes no body or JSON. */
    static RequestBody optionalJson(int maxBytes) {
        return new RequestBody(maxBytes, true, Set.of(Answers.JSON));
    }

    /** The body that was collected. */
    static byte[] of(RoutingContext context) {
        byte[] body = context.get(KEY);
        return body == null ? new byte[0] : body;
    }

    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!optional) {
            requireContentType(request);
        }
        long announced = announced(request);
        if (announced > maxBytes) {
            refuse(context, announced + " bytes");
            return;
        }
        if (expectsContinue(request)) {
            request.response().writeContinue();
        }
        // not the announced size: announcing costs a client nothing
        Buffer body = Buffer.buffer((int) Math.min(Math.max(0, announced), INITIAL_BYTES));
        request.handler(chunk -> collect(context, body, chunk));
        request.exceptionHandler(failure -> request.handler(null)); // the client has gone: nobody waits for an answer
        request.endHandler(end -> {
            if (!context.response().ended()) {
                collected(context, body);
            }
        });
    }

    private void collected(RoutingContext context, Buffer body) {
        // Whether there is a body at all is known now: HTTP/2 need not announce it.
        if (optional && body.length() > 0) {
            try {
                requireContentType(context.request());
            } catch (RequestRefused refused) {
                context.fail(refused);
                return;
            }
        }
        context.put(KEY, body.getBytes());
        context.next();
    }

    private void collect(RoutingContext context, Buffer body, Buffer chunk) {
        if (context.response().ended()) {
            return;
        }
        if (body.length() + chunk.length() > maxBytes) {
            refuse(context, "more than " + maxBytes + " bytes");
        } else {
            body.appendBuffer(chunk);
        }
    }

    private void refuse(RoutingContext context, String size) {
        ErrorAnswers.answer(
                context,
                ApiError.of(
                        ErrorCode.BODY_TOO_LARGE, "the body has " + size + " (expected: at most " + maxBytes + ")"));
        HttpServerRequest request = context.request();
        long timer = context.vertx()
                .setTimer(MAX_DROP_MILLIS, late -> request.connection().close());
        request.handler(dropped -> {});
        request.endHandler(end -> context.vertx().cancelTimer(timer));
    }

    private void requireContentType(HttpServerRequest request) {
        String given = request.getHeader(HttpHeaders.CONTENT_TYPE);
        String type = given == null ? "" : given.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!contentTypes.contains(type)) {
            throw new RequestRefused(
                    ErrorCode.CONTENT_TYPE_UNSUPPORTED,
                    "Content-Type: " + Shown.quoted(given) + " (expected: "
                            + String.join(" or ", contentTypes.stream().sorted().toList()) + ")");
        }
    }

    private static long announced(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? -1 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            throw new RequestRefused(ErrorCode.REQUEST_MALFORMED, "Content-Length: " + Shown.quoted(length));
        }
    }

    private static boolean expectsContinue(HttpServerRequest request) {
        return "100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT));
    }
}
