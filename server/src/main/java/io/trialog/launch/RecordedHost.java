package io.trialog.launch;

import io.trialog.bootstrap.ServerOptions;
import io.trialog.bootstrap.StartupException;
import io.trialog.bootstrap.TrialogServer;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;

/** A data directory at rest: each question is answered by a read-only server that ends with it. */
final class RecordedHost implements Host {

    private final ServerOptions options;

    /** @param options of a server that only views, on any free port */
    RecordedHost(ServerOptions options) {
        this.options = options;
    }

    @Override
    public <T> T ask(Function<Server, T> question) {
        try (TrialogServer server = TrialogServer.start(options)) {
            return question.apply(new Server(server.url(), server.token().orElse(null)));
        } catch (StartupException e) {
            throw new LaunchException(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public Optional<URI> url() {
        return Optional.empty();
    }

    @Override
    public Host stop(String experiment) {
        return this;
    }
}
