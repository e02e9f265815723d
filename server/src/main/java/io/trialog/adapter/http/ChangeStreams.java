package io.trialog.adapter.http;

import io.trialog.event.ExperimentId;
import io.trialog.event.RecordedEvent;
import io.trialog.projection.LiveFeed;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All viewers of the event stream. The commit thread only puts events into the ring and wakes one event loop; viewers take
 * from the ring as fast as their clients read, and from the log what has dropped out of it. So a slow client costs no memory,
 * misses nothing and gets nothing twice.
 *
 * <pre>
 *   commit thread --> ring --(wake)--> viewer --> client
 *                      log ------------^ (when behind)
 * </pre>
 */
final class ChangeStreams {

    private final LiveFeed feed;
    private final ChangeRing ring;
    private final ChangeHistory history;
    private final Duration heartbeat;
    private final Context context;
    private final Set<ChangeViewer> viewers = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean waking = new AtomicBoolean();
    private final Consumer<List<RecordedEvent>> subscriber = this::committed;

    ChangeStreams(Vertx vertx, LiveFeed feed, ChangeRing ring, ChangeHistory history, Duration heartbeat) {
        this.feed = feed;
        this.ring = ring;
        this.history = history;
        this.heartbeat = heartbeat;
        this.context = vertx.getOrCreateContext();
    }

    void open() {
        ring.begin(feed.subscribe(subscriber));
    }

    /** Ends the feed's subscription and all streams. */
    void close() {
        feed.unsubscribe(subscriber);
        viewers.forEach(ChangeViewer::end);
    }

    /** The newest position that viewers can be told of. */
    long position() {
        return ring.head();
    }

    /**
     * Streams to a client until it goes away. Called on the response's own thread.
     *
     * @param after the last position that the client knows; null for a stream that begins now, with a greeting
     */
    void view(HttpServerResponse response, Context own, @Nullable ExperimentId only, @Nullable Long after) {
        ChangeViewer viewer = new ChangeViewer(response, own, ring, history, only);
        viewers.add(viewer);
        long timer = own.owner().setPeriodic(heartbeat.toMillis(), tick -> viewer.heartbeat());
        viewer.start(after, () -> {
            viewers.remove(viewer);
            own.owner().cancelTimer(timer);
        });
    }

    int viewers() {
        return viewers.size();
    }

    private void committed(List<RecordedEvent> events) {
        ring.add(events);
        if (!viewers.isEmpty() && waking.compareAndSet(false, true)) {
            context.runOnContext(unused -> {
                waking.set(false);
                viewers.forEach(ChangeViewer::wake);
            });
        }
    }
}
