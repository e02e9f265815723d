package io.trialog.adapter.http;

import io.trialog.adapter.input.Shown;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An answer of any length, made in parts by worker threads no faster than the client reads. */
final class LongAnswer {

    private static final Logger LOG = LoggerFactory.getLogger(LongAnswer.class);

    /** Makes an answer. Called by one thread at a time, not always the same. */
    @FunctionalInterface
    interface Source {
        /** The next part, perhaps empty; null at the end. May block. */
        @Nullable
        Buffer next() throws Exception;
    }

    private final RoutingContext context;
    private final HttpServerResponse response;
    private final String contentType;
    private final Source source;

    private LongAnswer(RoutingContext context, String contentType, Source source) {
        this.context = context;
        this.response = context.response();
        this.contentType = contentType;
        this.source = source;
    }

    static void send(RoutingContext context, String contentType, Source source) {
        new LongAnswer(context, contentType, source).proceed();
    }

    /** Sends an answer that is made at once. */
    static void once(RoutingContext context, String contentType, Callable<Buffer> content) {
        send(context, contentType, once(content));
    }

    /** An answer that is made at once. */
    static Source once(Callable<Buffer> content) {
        boolean[] made = {false};
        return () -> {
            if (made[0]) {
                return null;
            }
            made[0] = true;
            return content.call();
        };
    }

    /** An answer of which a worker thread finds out, too, how it is made. */
    static Source later(Callable<Source> source) {
        return new Source() {
            private @Nullable Source found;

            @Override
            public synchronized @Nullable Buffer next() throws Exception {
                if (found == null) {
                    found = source.call();
                }
                return found.next();
            }
        };
    }

    private void proceed() {
        Future<@Nullable Buffer> next = context.vertx().executeBlocking(source::next, false);
        next.onSuccess(this::write).onFailure(this::fail);
    }

    private void write(@Nullable Buffer part) {
        if (response.closed() || response.ended()) {
            return;
        }
        if (!response.headWritten()) {
            response.setChunked(true)
                    .putHeader(HttpHeaders.CONTENT_TYPE, contentType)
                    .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        }
        if (part == null) {
            response.end();
            return;
        }
        if (part.length() > 0) {
            response.write(part);
        }
        if (response.writeQueueFull()) {
            response.drainHandler(drained -> {
                response.drainHandler(null);
                proceed();
            });
        } else {
            proceed();
        }
    }

    private void fail(Throwable failure) {
        if (response.headWritten()) {
            LOG.error(
                    "an answer broke off [path: {}]",
                    Shown.text(context.request().path()),
                    failure);
            response.reset(); // the client must see that it is incomplete
        } else {
            context.fail(failure);
        }
    }
}
