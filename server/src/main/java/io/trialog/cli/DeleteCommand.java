package io.trialog.cli;

import io.trialog.cli.ExperimentListing.Entry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code trialog delete}. */
@Command(
        name = "delete",
        header = "Delete experiments that do not run, with all their files.",
        description = {
            "%nAsks first on a terminal; elsewhere, and with --json, --yes must be given. What is deleted cannot be had "
                    + "back.",
            "%nWith --json: deleted, a list of ids."
        },
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        optionListHeading = "%nOptions:%n",
        parameterListHeading = "%n")
final class DeleteCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private final ExperimentsParameter experiments = new ExperimentsParameter();

    @Option(names = "--all-stopped", description = "All that do not run: stopped, complete or left behind.")
    private boolean allStopped;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Mixin
    private final DataOption data = new DataOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    DeleteCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        experiments.require(allStopped, "--all-stopped");
        Surroundings people = json.people(surroundings);
        Places places = data.places(surroundings.environment());
        Set<Entry> chosen = experiments.choose(
                surroundings.servers(), places, entry -> !entry.experiment().isUnderWay());
        if (chosen.isEmpty()) {
            people.screen().line("nothing to delete in " + places.where());
        } else if (!isWanted(chosen)) {
            people.screen().line("nothing was deleted");
            return ExitCode.INTERRUPTED;
        }
        int exitCode = ExitCode.OK;
        List<String> deleted = new ArrayList<>();
        ExperimentRemoval removal = new ExperimentRemoval(people, places);
        for (Entry entry : chosen) {
            try {
                removal.remove(entry);
                deleted.add(entry.experiment().id());
                people.screen().line("deleted     " + entry.experiment().id());
            } catch (CommandFailure e) { // the others all the same
                people.screen().complain("trialog: " + e.getMessage());
                exitCode = e.exitCode();
            }
        }
        json.print(surroundings, () -> {
            Map<String, @Nullable Object> result = new LinkedHashMap<>();
            result.put("deleted", deleted);
            return result;
        });
        return exitCode;
    }

    private boolean isWanted(Set<Entry> chosen) {
        if (yes) {
            return true;
        }
        String names = chosen.stream().map(entry -> entry.experiment().id()).collect(Collectors.joining(", "));
        if (json.isGiven() || !surroundings.screen().terminal().isInteractive()) {
            throw new CommandFailure(ExitCode.USAGE, "delete " + names + "? (expected: --yes, as nobody can be asked)");
        }
        return new Question(surroundings)
                .isYes("delete " + SummaryText.count(chosen.size(), "experiment") + " for ever: " + names + "?");
    }
}
