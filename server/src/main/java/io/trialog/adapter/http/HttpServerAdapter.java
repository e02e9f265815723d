package io.trialog.adapter.http;

import io.trialog.engine.Engine;
import io.trialog.event.RecordedEvent;
import io.trialog.port.Clock;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.Router;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP server: REST API, event stream and web page. Its threads never wait for the engine or the disk.
 *
 * <p>Beyond loopback addresses it wants a server token. On loopback addresses it answers to loopback host names only.
 */
public final class HttpServerAdapter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HttpServerAdapter.class);
    private static final int WORKERS = 4;
    private static final int IDLE_SECONDS = 120;
    private static final long CLOSE_SECONDS = 10;

    private final HttpDependencies needed;
    private final HttpSettings settings;
    private final Vertx vertx;
    private final ChangeStreams streams;

    /** A server that works with these; {@link #start} opens it. */
    public HttpServerAdapter(HttpDependencies needed) {
        this(needed, HttpSettings.DEFAULT);
    }

    HttpServerAdapter(HttpDependencies given, HttpSettings settings) {
        this.needed = given.isReadOnly() ? given.with(stoppedClock(given)) : given;
        this.settings = settings;
        this.vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(settings.eventLoops())
                .setWorkerPoolSize(WORKERS)
                .setInternalBlockingPoolSize(2)
                // nothing is served from files, so no temporary directory is wanted
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        ChangeText text = new ChangeText(
                needed.board(),
                new ExperimentJson(needed.clock(), needed.isReadOnly()),
                new TrialJson(needed.directories()));
        ChangeRing ring = new ChangeRing(
                settings.recentChanges(), settings.recentBytes(), recorded -> text.encode(recorded, null));
        ChangeHistory history = new ChangeHistory(needed.log(), text, settings.chunkBytes());
        this.streams = new ChangeStreams(vertx, needed.feed(), ring, history, settings.heartbeat());
    }

    /**
     * Listens.
     *
     * @param host name or address to bind
     * @param port 0 for any free one
     * @return the port listened on; fails with {@link java.net.BindException} when it is in use, and with {@link
     *     IllegalArgumentException} for a host beyond loopback without a server token
     */
    public CompletableFuture<Integer> start(String host, int port) {
        boolean loopback;
        try {
            loopback = InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return CompletableFuture.failedFuture(e);
        }
        if (!loopback && needed.serverToken() == null) {
            return CompletableFuture.failedFuture(new IllegalArgumentException(
                    "server token: none (expected: one, as " + host + " is reached from other machines)"));
        }
        streams.open();
        KnownReporters reporters = new KnownReporters();
        Router router = ApiRoutes.create(vertx, needed, settings, streams, reporters, loopback);
        // the same free port for all listeners
        SocketAddress address =
                port == 0 ? SocketAddress.sharedRandomPort(1, host) : SocketAddress.inetSocketAddress(port, host);
        List<Listener> listeners = new CopyOnWriteArrayList<>();
        // one listener for each event loop: connections are shared out among them
        return vertx.deployVerticle(
                        () -> {
                            Listener listener =
                                    new Listener(options(), address, router, context -> intake(reporters, context));
                            listeners.add(listener);
                            return listener;
                        },
                        new DeploymentOptions().setInstances(settings.eventLoops()))
                .map(deployed -> listeners.get(0).port())
                .toCompletionStage()
                .toCompletableFuture();
    }

    /**
     * Ends all event streams and connections, and returns when that is done. Wanted after a failed start, too. Not for the
     * server's own threads.
     */
    @Override
    public void close() {
        streams.close();
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("the HTTP server did not close in time", e);
        }
    }

    /** How many event streams are open. */
    public int viewers() {
        return streams.viewers();
    }

    /** None where nothing can be changed. */
    private @Nullable ReportIntake intake(KnownReporters reporters, Context context) {
        Engine engine = needed.engine();
        return engine == null ? null : new ReportIntake(needed, engine, reporters, settings, context);
    }

    private static HttpServerOptions options() {
        return new HttpServerOptions()
                .setTcpNoDelay(true)
                .setIdleTimeout(IDLE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
    }

    /** Nothing runs in view mode: time stands where the log ends. */
    private static Clock stoppedClock(HttpDependencies given) {
        Instant end = given.log()
                .at(given.log().lastPosition())
                .map(RecordedEvent::at)
                .orElseGet(given.clock()::now);
        return () -> end;
    }
}
