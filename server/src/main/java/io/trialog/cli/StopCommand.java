package io.trialog.cli;

import io.trialog.cli.ExperimentListing.Entry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code trialog stop}. */
@Command(
        name = "stop",
        header = "Stop experiments that run.",
        description = {
            "%nRunning trials are stopped and run again when the experiment is resumed. A server that is there for one "
                    + "experiment only, as of 'trialog run', ends with it; one of 'trialog serve' goes on.",
            "%nWith --json: stopped, a list of id, state and serverEnded."
        },
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        optionListHeading = "%nOptions:%n",
        parameterListHeading = "%n")
final class StopCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private final ExperimentsParameter experiments = new ExperimentsParameter();

    @Option(names = "--all", description = "All that run.")
    private boolean all;

    @Option(names = "--no-wait", description = "Do not wait until they are at rest.")
    private boolean noWait;

    @Mixin
    private final DataOption data = new DataOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    StopCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        experiments.require(all, "--all");
        Places places = data.places(surroundings.environment());
        Surroundings people = json.people(surroundings);
        Set<Entry> chosen = experiments.choose(surroundings.servers(), places, Entry::isLive);
        if (chosen.isEmpty()) {
            people.screen().line("no experiment runs in " + places.where());
        }
        List<ExperimentStop> stops = new ArrayList<>();
        int exitCode = ExitCode.OK;
        for (Entry entry : chosen) {
            try {
                ExperimentStop.request(people, entry).ifPresent(stops::add);
            } catch (CommandFailure e) {
                people.screen().complain("trialog: " + entry.experiment().id() + ": " + e.getMessage());
                exitCode = e.exitCode();
            }
        }
        if (!noWait && !stops.isEmpty()) {
            exitCode = Math.max(exitCode, await(stops));
        }
        json.print(surroundings, () -> {
            Map<String, @Nullable Object> result = new LinkedHashMap<>();
            result.put("stopped", stops.stream().map(ExperimentStop::json).toList());
            return result;
        });
        return exitCode;
    }

    private int await(List<ExperimentStop> stops) {
        surroundings.interruption().listen();
        int exitCode = ExitCode.OK;
        for (ExperimentStop stop : stops) {
            exitCode = Math.max(exitCode, stop.await());
        }
        return exitCode;
    }
}
