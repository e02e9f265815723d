package io.trialog.cli;

import io.trialog.cli.ExperimentListing.Entry;
import io.trialog.event.ExperimentId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An experiment that was asked to stop, and its server with it where that is there for nothing else. */
final class ExperimentStop {

    /** Trials have 5 s to end, and a server 20 s to stop them all; the rest is for busy machines. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final long POLL_MILLIS = 100;

    private final Surroundings surroundings;
    private final Entry entry;
    private final boolean withServer;

    private ExperimentStop(Surroundings surroundings, Entry entry, boolean withServer) {
        this.surroundings = surroundings;
        this.entry = entry;
        this.withServer = withServer;
    }

    /**
     * Asks; empty when nothing has to be stopped, which is said.
     *
     * @throws CommandFailure when it is refused, or the server does not answer
     */
    static Optional<ExperimentStop> request(Surroundings surroundings, Entry entry) {
        ListedExperiment experiment = entry.experiment();
        URI url = entry.url().orElse(null);
        boolean isAlone = isAlone(surroundings.servers(), entry);
        if (url == null || (!entry.isLive() && !isAlone)) {
            surroundings.screen().line("experiment " + experiment.id() + " does not run: " + experiment.stateText());
            return Optional.empty();
        }
        RemoteServer server = surroundings.servers().connect(url);
        if (isAlone) {
            server.stopServer();
        } else {
            server.stop(new ExperimentId(experiment.id()));
        }
        surroundings
                .screen()
                .line("stopping    " + experiment.id() + (isAlone ? " and its server" : "") + " at " + url);
        return Optional.of(new ExperimentStop(surroundings, entry, isAlone));
    }

    /**
     * Waits until it is at rest, and says so.
     *
     * @return the exit code
     */
    int await() {
        Instant deadline = surroundings.clock().now().plus(PATIENCE);
        String id = entry.experiment().id();
        while (!isAtRest()) {
            if (surroundings.interruption().isRequested()) {
                return surroundings.interruption().exitCode();
            }
            if (surroundings.clock().now().isAfter(deadline)) {
                surroundings
                        .screen()
                        .complain("trialog: experiment " + id + " did not stop in " + DurationText.of(PATIENCE));
                return ExitCode.UNAVAILABLE;
            }
            surroundings.interruption().pause(POLL_MILLIS);
        }
        surroundings.screen().line("stopped     " + id);
        return ExitCode.OK;
    }

    /** How it is now, and whether its server is gone. */
    Map<String, @Nullable Object> json() {
        DirectoryListing now = surroundings.servers().list(entry.directory());
        String id = entry.experiment().id();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put(
                "state",
                now.experiments().stream()
                        .filter(listed -> listed.id().equals(id))
                        .map(listed -> listed.state().name())
                        .findFirst()
                        .orElse(null));
        json.put("serverEnded", now.url().isEmpty());
        return json;
    }

    private boolean isAtRest() {
        Optional<URI> owner = surroundings.servers().owner(entry.directory());
        if (owner.isEmpty()) {
            return true; // whatever ran there does not any more
        }
        return !withServer
                && surroundings.servers().list(entry.directory()).experiments().stream()
                        .filter(listed -> listed.id().equals(entry.experiment().id()))
                        .noneMatch(ListedExperiment::isUnderWay);
    }

    private static boolean isAlone(Servers servers, Entry entry) {
        return entry.directory().endsWith(entry.experiment().id())
                && servers.list(entry.directory()).experiments().size() == 1;
    }
}
