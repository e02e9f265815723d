package io.trialog.launch;

import io.trialog.bootstrap.TrialogServer;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** A server in this process, for one experiment. When the process ends, the experiment is stopped first. */
final class EmbeddedHost implements Host {

    private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);

    private final TrialogServer server;
    private final Server client;
    private final Host afterwards;
    private final boolean onlyViews;
    private final Thread hook;
    private volatile boolean isOver;

    /**
     * @param onlyViews whether the server runs nothing
     * @param afterwards answers when the server has ended
     */
    EmbeddedHost(TrialogServer server, boolean onlyViews, String experiment, Host afterwards) {
        this.server = server;
        this.onlyViews = onlyViews;
        this.client = new Server(server.url(), server.token().orElse(null));
        this.afterwards = afterwards;
        this.hook = new Thread(() -> end(experiment), "trialog-stop-" + experiment);
        Runtime.getRuntime().addShutdownHook(hook);
        CompletableFuture<Void> unused = server.stopRequest().thenRunAsync(() -> end(experiment));
    }

    @Override
    public <T> T ask(Function<Server, T> question) {
        return isOver ? afterwards.ask(question) : question.apply(client);
    }

    @Override
    public Optional<URI> url() {
        return isOver ? afterwards.url() : Optional.of(server.url());
    }

    @Override
    public Host stop(String experiment) {
        end(experiment);
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the process ends: the hook does what is done here, or has done it
        }
        return afterwards;
    }

    /** By this program, by a client, or by the end of the process: the first counts. */
    private synchronized void end(String experiment) {
        if (isOver) {
            return;
        }
        try {
            if (!onlyViews) { // what it shows as running may have been left so by a server that died
                new Stopping(client, experiment).run(STOP_PATIENCE);
            }
        } finally {
            isOver = true;
            server.close();
        }
    }
}
