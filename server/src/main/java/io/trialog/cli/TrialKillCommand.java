package io.trialog.cli;

import io.trialog.event.ExperimentId;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code trialog trial kill}. */
@Command(
        name = "kill",
        header = "Cancel trials that run or wait.",
        description = {
            "%nThey end as cancelled; 'trialog retry ID N' tries them again.",
            "%nWith --json: id, and stopped, a list of the trials' numbers."
        },
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        optionListHeading = "%nOptions:%n",
        parameterListHeading = "%n")
final class TrialKillCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private final ExperimentParameter experiment = new ExperimentParameter();

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "N",
            description = "Numbers of trials; 'trialog trials ID --state running' shows those that run.")
    private List<Long> numbers = new ArrayList<>();

    @Mixin
    private final DataOption data = new DataOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    TrialKillCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Places places = data.places(surroundings.environment());
        ExperimentListing.Entry found = new ExperimentFinder(surroundings.servers(), places).find(experiment.id());
        ExperimentId id = new ExperimentId(found.experiment().id());
        URI url = found.url()
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.USAGE,
                        "experiment " + id + " does not run: "
                                + found.experiment().stateText() + " (expected: one that runs)"));
        RemoteServer server = surroundings.servers().connect(url);
        Screen screen = json.people(surroundings).screen();
        List<Long> stopped = new ArrayList<>();
        int exitCode = ExitCode.OK;
        for (long number : numbers) {
            try {
                server.stopTrial(id, number);
                stopped.add(number);
                screen.line("trial " + number + ": is being cancelled");
            } catch (CommandFailure e) { // the others all the same
                screen.complain("trialog: " + e.getMessage());
                exitCode = e.exitCode();
            }
        }
        json.print(surroundings, () -> {
            Map<String, @Nullable Object> result = new LinkedHashMap<>();
            result.put("id", id.value());
            result.put("stopped", stopped);
            return result;
        });
        return exitCode;
    }
}
