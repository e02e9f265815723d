package io.trialog.cli;

import io.trialog.event.ExperimentId;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code trialog serve}. */
@Command(
        name = "serve",
        header = "Start a server that runs experiments until it is stopped.",
        description = {
            "%nExperiments are created over HTTP: POST a configuration to /api/v1/experiments. "
                    + "Ctrl-C stops all experiments and the server, and so does POST /api/v1/server/stop; 'trialog resume' "
                    + "goes on with one of them.",
            "%nWith --json, a line of JSON is printed when it serves: url, pid, dataDirectory, and token where clients need "
                    + "one."
        },
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        optionListHeading = "%nOptions:%n")
final class ServeCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Option(
            names = "--stop-with-input",
            description = "Stop, as on Ctrl-C, when standard input ends: with the program that started this one.")
    private boolean stopsWithInput;

    @Mixin
    private final AddressOptions address = new AddressOptions();

    @Mixin
    private final DataOption data = new DataOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    @Mixin
    private final DurabilityOption durability = new DurabilityOption();

    ServeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Screen screen = json.people(surroundings).screen();
        Places places = data.places(surroundings.environment());
        Path directory = places.ofServer();
        StartOptions options = address.start(directory, places, false, durability.mode(), surroundings.environment());
        Interruption interruption = surroundings.interruption();
        interruption.listen();
        if (stopsWithInput) {
            InputEnd.watch(surroundings.in(), interruption::request);
        }
        try (RunningServer server = surroundings.servers().start(options)) {
            interruption.on(server.stopRequest());
            if (json.isGiven()) {
                surroundings.screen().line(JsonText.line(StartedServerJson.of(server, directory)));
            }
            screen.lines(new Announcement(screen.style()).of(server));
            screen.line("data        " + directory);
            screen.line("create      " + createByCurl(server));
            screen.line("Ctrl-C stops the server");
            if (!interruption.isRequested()) {
                server.interrupted().forEach(id -> goOn(server, id, screen));
            }
            interruption.await();
            screen.freshLine();
            new CleanStop(server, screen, surroundings.clock())
                    .stopAll("its server was stopped")
                    .forEach(id -> screen.line("go on       trialog resume " + id + places.suffix()));
            screen.line("server stopped");
            return ExitCode.OK;
        }
    }

    /** With what ran when an earlier server died. */
    private static void goOn(RunningServer server, ExperimentId id, Screen screen) {
        try {
            Outcomes.reply(server.resume(id, null));
            screen.line("goes on     " + id + ", which an earlier server left behind");
        } catch (CommandFailure refused) { // it may be out of time by now
            screen.complain("trialog: cannot go on with " + id + ": " + refused.getMessage());
        }
    }

    private static String createByCurl(RunningServer server) {
        String authorization = server.token()
                .map(token -> " -H 'Authorization: Bearer " + token + "'")
                .orElse("");
        return "curl -H 'Content-Type: application/yaml'" + authorization + " --data-binary @experiment.yaml "
                + Announcement.page(server.url(), "/api/v1/experiments");
    }
}
