package io.trialog.cli;

import io.trialog.adapter.rocksdb.Durability;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code trialog view}. */
@Command(
        name = "view",
        header = "Show a recorded experiment in the browser.",
        description = {
            "%nServes the web page of an experiment until Ctrl-C. Nothing runs, and nothing can be changed.",
            "%nWith --json, a line of JSON is printed when it serves: url, pid, dataDirectory, page, and token where clients "
                    + "need one. When a running server shows it, that one's url, dataDirectory and page."
        },
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        optionListHeading = "%nOptions:%n",
        parameterListHeading = "%n")
final class ViewCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private final ExperimentParameter named = new ExperimentParameter();

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

    ViewCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Screen screen = json.people(surroundings).screen();
        Places places = data.places(surroundings.environment());
        Path directory;
        String page;
        try (OpenedExperiment opened = new ExperimentFinder(surroundings.servers(), places).open(named.id())) {
            directory = opened.directory();
            page = "/experiments/" + opened.id();
        }
        Optional<URI> owner = surroundings.servers().owner(directory);
        if (owner.isPresent()) {
            announce(StartedServerJson.of(owner.get(), directory), Announcement.page(owner.get(), page));
            screen.line("a running server shows it: " + Announcement.page(owner.get(), page));
            return ExitCode.OK;
        }
        StartOptions options = address.start(directory, places, true, Durability.SYNC, surroundings.environment());
        surroundings.interruption().listen();
        if (stopsWithInput) {
            InputEnd.watch(surroundings.in(), surroundings.interruption()::request);
        }
        try (RunningServer server = surroundings.servers().start(options)) {
            surroundings.interruption().on(server.stopRequest());
            announce(StartedServerJson.of(server, directory), Announcement.page(server, page));
            screen.line("web page    " + screen.style().strong(Announcement.page(server, page)));
            screen.line("Ctrl-C ends");
            surroundings.interruption().await();
            screen.freshLine();
            return ExitCode.OK;
        }
    }

    private void announce(Map<String, @Nullable Object> server, String page) {
        if (json.isGiven()) {
            server.put("page", page);
            surroundings.screen().line(JsonText.line(server));
        }
    }
}
