package io.trialog.cli;

import io.trialog.engine.Outcome;
import io.trialog.event.ExperimentId;
import io.trialog.projection.BestTrial;
import io.trialog.projection.ExperimentSummary;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** A recorded experiment that goes on in a server of this process: what {@code resume} and {@code retry} have in common. */
final class ContinuedExperiment {

    private final Surroundings surroundings;
    private final Path directory;
    private final Places places;
    private final ExperimentId id;

    private ContinuedExperiment(Surroundings surroundings, Path directory, Places places, ExperimentId id) {
        this.surroundings = surroundings;
        this.directory = directory;
        this.places = places;
        this.id = id;
    }

    /**
     * Finds it before a server is started, so that a mistyped id changes nothing.
     *
     * @throws CommandFailure when there is none of this id
     */
    static ContinuedExperiment find(Surroundings surroundings, DataOption data, String id) {
        Places places = data.places(surroundings.environment());
        try (OpenedExperiment opened = new ExperimentFinder(surroundings.servers(), places).open(id)) {
            return new ContinuedExperiment(surroundings, opened.directory(), places, opened.id());
        }
    }

    ExperimentId id() {
        return id;
    }

    Path directory() {
        return directory;
    }

    /**
     * Starts a server, begins, and watches to the end.
     *
     * @return the exit code
     */
    int follow(
            AddressOptions address,
            DurabilityOption durability,
            JsonOption json,
            Function<RunningServer, CompletableFuture<Outcome<ExperimentId>>> begin) {
        StartOptions options = address.start(directory, places, false, durability.mode(), surroundings.environment());
        surroundings.interruption().listen();
        Screen screen = json.people(surroundings).screen();
        try (RunningServer server = surroundings.servers().start(options)) {
            surroundings.interruption().on(server.stopRequest());
            Double best = server.board()
                    .experiment(id)
                    .map(ExperimentSummary::best)
                    .map(BestTrial::value)
                    .orElse(null);
            screen.lines(new Announcement(screen.style()).of(server));
            return new ForegroundExperiment(server, surroundings, json, directory, places.suffix())
                    .follow(() -> begin.apply(server), best);
        }
    }
}
