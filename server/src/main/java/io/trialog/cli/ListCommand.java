package io.trialog.cli;

import io.trialog.cli.ExperimentListing.Entry;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code trialog list}. */
@Command(
        name = "list",
        header = "List all experiments, newest first.",
        description = {
            "%nThose of all data directories in the home, and of those elsewhere that a server was started on. An experiment "
                    + "that runs is listed with the address of its server."
        },
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        optionListHeading = "%nOptions:%n")
final class ListCommand implements Callable<Integer> {

    private static final int MAX_NAME = 24;

    private final Surroundings surroundings;

    @Option(names = "--running", description = "Only those whose server runs.")
    private boolean running;

    @Option(names = "--directories", description = "Show where the data of each is, too.")
    private boolean directories;

    @Option(
            names = "--json",
            description = "Print JSON, as GET /api/v1/experiments does, with \"server\" and \"dataDirectory\" of each.")
    private boolean json;

    @Mixin
    private final DataOption data = new DataOption();

    ListCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Screen screen = surroundings.screen();
        Places places = data.places(surroundings.environment());
        // where nothing was ever run, there is no error for people who just begin
        List<Path> looked = places.directories().stream()
                .filter(surroundings.servers()::hasData)
                .toList();
        ExperimentListing listing = ExperimentListing.read(surroundings.servers(), looked);
        List<Entry> entries = listing.entries().stream()
                .filter(entry -> !running || entry.url().isPresent())
                .toList();
        listing.problems().forEach((directory, problem) -> screen.complain("trialog: " + problem));
        if (json) {
            screen.line(JsonText.indented(Map.of(
                    "experiments", entries.stream().map(ListCommand::json).toList())));
        } else {
            print(entries, listing, places);
        }
        return listing.problems().isEmpty() ? ExitCode.OK : ExitCode.UNAVAILABLE;
    }

    private void print(List<Entry> entries, ExperimentListing listing, Places places) {
        Screen screen = surroundings.screen();
        if (entries.isEmpty()) {
            screen.line(
                    running
                            ? "no experiment runs in " + places.where()
                            : "no experiment yet in " + places.where() + "; 'trialog run FILE' runs one");
        } else {
            screen.lines(table(entries));
        }
        listing.directories()
                .forEach((directory, found) -> found.url()
                        .filter(url -> entries.stream()
                                .noneMatch(entry -> entry.url().equals(Optional.of(url)) && entry.isLive()))
                        .ifPresent(url -> screen.lines(List.of("", "a server runs at " + url))));
    }

    private static Map<String, @Nullable Object> json(Entry entry) {
        Map<String, @Nullable Object> json =
                new LinkedHashMap<>(entry.experiment().json());
        json.put("server", Objects.toString(entry.url().orElse(null), null));
        json.put("dataDirectory", entry.directory().toString());
        return json;
    }

    private List<String> table(List<Entry> entries) {
        FittingTable<Entry> table = new FittingTable<Entry>("created", "failed", "ran", "best", "name")
                .left("id", entry -> entry.experiment().id())
                .left("name", entry -> PrintableText.of(entry.experiment().name(), MAX_NAME))
                .left("state", entry -> entry.experiment().stateText())
                .right("trials", entry -> entry.experiment().progress())
                .right("failed", entry -> Long.toString(entry.experiment().count("failed")))
                .right("best", entry -> entry.experiment().best())
                .right("ran", entry -> DurationText.of(entry.experiment().ran()))
                .left("created", entry -> InstantText.of(entry.experiment().createdAt(), surroundings.zone()));
        if (entries.stream().anyMatch(Entry::isLive)) {
            table.left("server", ListCommand::server);
        }
        if (directories) {
            table.left("data", entry -> entry.directory().toString());
        }
        Screen screen = surroundings.screen();
        return table.lines(entries, screen.style(), screen.width());
    }

    private static String server(Entry entry) {
        return entry.isLive() ? entry.url().map(URI::toString).orElse("") : "";
    }
}
