package io.trialog.adapter.http;

import io.trialog.event.ExperimentId;
import io.trialog.event.RecordedEvent;
import io.trialog.port.EventLog;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Events as they are: the recorded ones of an experiment, and the stream of changes. */
final class HistoryRoutes {

    private static final String LAST_EVENT_ID = "Last-Event-ID";

    private final Lookup lookup;
    private final EventLog log;
    private final Function<RecordedEvent, String> lines;
    private final ChangeStreams streams;
    private final int partBytes;

    HistoryRoutes(
            Lookup lookup, EventLog log, Function<RecordedEvent, String> lines, ChangeStreams streams, int partBytes) {
        this.lookup = lookup;
        this.log = log;
        this.lines = lines;
        this.streams = streams;
        this.partBytes = partBytes;
    }

    void log(RoutingContext context) {
        ExperimentId experiment = lookup.experiment(context).id();
        String given = context.request().getParam("from");
        long from = given == null ? 0 : PositionParameter.parse("from", given);
        LongAnswer.send(context, "application/x-ndjson", new LogSource(log, lines, experiment, from, partBytes));
    }

    void stream(RoutingContext context) {
        HttpServerRequest request = context.request();
        String experiment = request.getParam(Lookup.EXPERIMENT);
        ExperimentId only =
                experiment == null ? null : lookup.experiment(experiment).id();
        Long after = lastEventId(request);
        context.response()
                .setChunked(true)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader("X-Accel-Buffering", "no"); // proxies must not wait for more
        streams.view(context.response(), context.vertx().getOrCreateContext(), only, after);
    }

    /** The header is what a browser sends when it comes back; the parameter stays in its address as it was. */
    private static @Nullable Long lastEventId(HttpServerRequest request) {
        String header = request.getHeader(LAST_EVENT_ID);
        if (header != null) {
            return PositionParameter.parse(LAST_EVENT_ID, header);
        }
        String parameter = request.getParam("lastEventId");
        return parameter == null ? null : PositionParameter.parse("lastEventId", parameter);
    }
}
