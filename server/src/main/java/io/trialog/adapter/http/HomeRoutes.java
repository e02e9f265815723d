package io.trialog.adapter.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.trialog.port.Clock;
import io.trialog.port.Neighbour;
import io.trialog.port.Neighbours;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Experiments of other data directories of the home. One thread of its own reads them; what it has read answers everybody
 * who asks soon after, the longer the more work it was.
 */
final class HomeRoutes {

    private static final Duration FRESH = Duration.ofSeconds(5);
    /** It reads a tenth of the time at most. */
    private static final int PAUSE = 10;

    private final Neighbours neighbours;
    private final Clock clock;
    private final WorkerExecutor thread;
    private @Nullable Reading last;

    /** An answer and until when it will do. */
    private record Reading(Buffer body, Instant until) {}

    HomeRoutes(Vertx vertx, HttpDependencies needed) {
        this.neighbours = needed.neighbours();
        this.clock = needed.clock();
        this.thread = vertx.createSharedWorkerExecutor("trialog-home", 1);
    }

    void experiments(RoutingContext context) {
        thread.executeBlocking(this::answer)
                .onSuccess(body -> Answers.send(context, 200, Answers.JSON, body))
                .onFailure(context::fail);
    }

    private synchronized Buffer answer() {
        Instant begin = clock.now();
        Reading known = last;
        if (known == null || !begin.isBefore(known.until())) {
            Buffer body = json(neighbours.experiments());
            Instant end = clock.now();
            Duration pause = Duration.between(begin, end).multipliedBy(PAUSE);
            known = new Reading(body, end.plus(pause.compareTo(FRESH) > 0 ? pause : FRESH));
            last = known;
        }
        return known.body().copy();
    }

    private static Buffer json(List<Neighbour> neighbours) {
        return JsonText.buffer(out -> {
            out.writeStartObject();
            out.writeArrayFieldStart("experiments");
            for (Neighbour neighbour : neighbours) {
                write(out, neighbour);
            }
            out.writeEndArray();
            out.writeEndObject();
        });
    }

    private static void write(JsonGenerator out, Neighbour neighbour) throws IOException {
        out.writeStartObject();
        out.writeFieldName("experiment");
        JsonText.object(out, neighbour.experiment());
        JsonText.optionalText(out, "dataDirectory", neighbour.dataDirectory());
        JsonText.optionalText(out, "server", neighbour.server());
        out.writeEndObject();
    }
}
