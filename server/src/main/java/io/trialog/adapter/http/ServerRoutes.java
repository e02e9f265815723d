package io.trialog.adapter.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Answers about the server itself. */
final class ServerRoutes {

    private static final String DESCRIPTION = "openapi.yaml";
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    private final ServerInfo info;
    private final boolean readOnly;
    private final Map<String, @Nullable Object> algorithms;
    private final Runnable stop;
    private final Supplier<String> metrics;
    private final Buffer description = readDescription();

    ServerRoutes(HttpDependencies needed) {
        this.info = needed.info();
        this.readOnly = needed.isReadOnly();
        this.algorithms = needed.algorithms();
        this.stop = needed.stop();
        this.metrics = needed.metrics();
    }

    void health(RoutingContext context) {
        Answers.json(context, 200, out -> {
            out.writeStartObject();
            out.writeStringField("status", "up");
            out.writeEndObject();
        });
    }

    void metrics(RoutingContext context) {
        context.vertx()
                .executeBlocking(metrics::get, false)
                .onSuccess(text -> Answers.send(context, 200, PROMETHEUS, Buffer.buffer(text)))
                .onFailure(context::fail);
    }

    void describe(RoutingContext context) {
        Answers.send(context, 200, "application/yaml", description.copy());
    }

    void server(RoutingContext context) {
        Answers.json(context, 200, out -> {
            out.writeStartObject();
            out.writeStringField("version", info.version());
            out.writeStringField("mode", readOnly ? "view" : "live");
            out.writeStringField("dataDirectory", info.dataDirectory().toString());
            out.writeNumberField("pid", info.pid());
            JsonText.instant(out, "startedAt", info.startedAt());
            out.writeEndObject();
        });
    }

    void algorithms(RoutingContext context) {
        Answers.json(context, 200, out -> JsonText.object(out, algorithms));
    }

    /** The answer is on its way before the server goes. */
    void stop(RoutingContext context) {
        context.addEndHandler(sent -> stop.run());
        Answers.json(context, 202, out -> {
            out.writeStartObject();
            out.writeEndObject();
        });
    }

    private static Buffer readDescription() {
        try (InputStream in = ServerRoutes.class.getResourceAsStream(DESCRIPTION)) {
            if (in == null) {
                throw new IllegalStateException(DESCRIPTION + " is not on the class path");
            }
            return Buffer.buffer(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(DESCRIPTION + " cannot be read", e);
        }
    }
}
