package io.trialog.bootstrap;

import java.net.BindException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Finds a port to listen on: the one that is wanted, or the next free one where any will do. */
final class PortSearch {

    /** So many servers on one machine are enough. */
    private static final int MAX_STEPS = 500;

    private static final int MAX_PORT = 65_535;

    private final ServerOptions options;

    PortSearch(ServerOptions options) {
        this.options = options;
    }

    /**
     * Listens. Binding is what tells whether a port is free, so two servers that look at once find two ports.
     *
     * @param start listens on a host and port; gives the port
     * @return the port
     * @throws StartupException when none can be had: says who has it
     */
    int listen(BiFunction<String, Integer, CompletableFuture<Integer>> start) {
        int steps = options.isPortWished() && options.port() != 0 ? MAX_STEPS : 1;
        for (int port = options.port(); ; port++) {
            try {
                return start.apply(options.host(), port).join();
            } catch (CompletionException e) {
                steps--;
                if (steps == 0 || port == MAX_PORT || !isTaken(e)) {
                    throw failure(port, e);
                }
            }
        }
    }

    private StartupException failure(int port, CompletionException e) {
        String occupant = isTaken(e) ? occupant(port) : "";
        return new StartupException(
                "cannot listen on " + options.host() + ":" + port + ": " + why(e) + occupant
                        + "; choose another with --port N (0: any free one)",
                e);
    }

    private String occupant(int port) {
        Home home = options.home();
        Optional<Home.Occupant> ours = home == null ? Optional.empty() : home.serverOn(port, options.dataDirectory());
        return ours.map(occupant -> " by the Trialog server of " + occupant.dataDirectory() + " (process "
                        + occupant.server().pid() + ", since "
                        + occupant.server().startedAt() + ")")
                .orElse("");
    }

    private static boolean isTaken(CompletionException e) {
        return e.getCause() instanceof BindException;
    }

    private static @Nullable String why(CompletionException e) {
        Throwable cause = e.getCause();
        return cause == null ? e.getMessage() : cause.getMessage();
    }
}
