package io.trialog.cli;

import io.trialog.adapter.rocksdb.Durability;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code trialog view}. */
@Command(
        name = "view",
        header = "Show a recorded experiment in the browser.",
        description = {"%nServes the web page of an experiment until Ctrl-C. Nothing runs, and nothing can be changed."
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

    ViewCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Screen screen = surroundings.screen();
        Places places = data.places(surroundings.environment());
        Path directory;
        String page;
        try (OpenedExperiment opened = new ExperimentFinder(surroundings.servers(), places).open(named.id())) {
            directory = opened.directory();
            page = "/experiments/" + opened.id();
        }
        Optional<URI> owner = surroundings.servers().owner(directory);
        if (owner.isPresent()) {
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
            screen.line("web page    " + screen.style().strong(Announcement.page(server, page)));
            screen.line("Ctrl-C ends");
            surroundings.interruption().await();
            screen.freshLine();
            return ExitCode.OK;
        }
    }
}
