package io.trialog.cli;

import io.trialog.event.ExperimentId;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;

/**
 * The server that changes an experiment: the one that owns its data directory, else one that lives as long as the change
 * takes. There, nothing is left running: what the change sets going waits for {@code trialog resume}.
 */
final class ChangingServer {

    private final Surroundings surroundings;
    private final Places places;

    ChangingServer(Surroundings surroundings, Places places) {
        this.surroundings = surroundings;
        this.places = places;
    }

    /**
     * Changes an experiment.
     *
     * @param where it was found
     * @throws CommandFailure when it is refused, or no server can be had
     */
    <T> T change(ExperimentListing.Entry where, Function<RemoteServer, T> change) {
        Servers servers = surroundings.servers();
        Optional<URI> owner = servers.owner(where.directory());
        if (owner.isPresent()) {
            return change.apply(servers.connect(owner.get()));
        }
        surroundings.interruption().listen();
        try (RunningServer server = servers.start(StartOptions.passing(where.directory(), places.home(), false))) {
            try {
                return change.apply(servers.connect(server.url()));
            } finally {
                for (ExperimentId id : new CleanStop(server, surroundings.screen(), surroundings.clock())
                        .stopAll("no server runs it")) {
                    surroundings.screen().line("go on       trialog resume " + id + places.suffix());
                }
            }
        }
    }
}
