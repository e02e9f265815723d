package io.trialog.adapter.http;

import io.vertx.core.Context;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/** Brings replies of the engine to one event loop: with one hop all that have come meanwhile. */
final class ReplyQueue {

    private final Context context;
    private final Queue<Runnable> replies = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean hopping = new AtomicBoolean();

    /** Replies for the event loop of this context. */
    ReplyQueue(Context context) {
        this.context = context;
    }

    /** Runs a reply on the event loop, after those given before. Any thread; what it throws ends nothing. */
    void add(Runnable reply) {
        replies.add(reply);
        if (!hopping.get() && hopping.compareAndSet(false, true)) {
            context.runOnContext(hop -> runAll());
        }
    }

    private void runAll() {
        hopping.set(false); // before the look: what comes after it hops again
        for (Runnable reply = replies.poll(); reply != null; reply = replies.poll()) {
            reply.run();
        }
    }
}
