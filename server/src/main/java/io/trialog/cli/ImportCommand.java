package io.trialog.cli;

import io.trialog.event.ExperimentId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code trialog import}. */
@Command(
        name = "import",
        header = "Tell the tuner of results from elsewhere.",
        description = {
            "%nIt learns from them as from results of its own; they are no trials, and do not count among them. Entries "
                    + "without a value, or of trials that failed, are left out. Budgets are kept, for tuners that give trials one."
        },
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        optionListHeading = "%nOptions:%n",
        parameterListHeading = "%n")
final class ImportCommand implements Callable<Integer> {

    /** What one request holds: it stays far below the server's limit. */
    private static final int BATCH = 1000;

    private final Surroundings surroundings;

    @Mixin
    private final ExperimentParameter experiment = new ExperimentParameter();

    @Parameters(
            index = "1",
            paramLabel = "FILE",
            description = {
                "Results: what 'trialog export' wrote, JSON of NNI's shape ([{\"parameter\": {...}, \"value\": 0.9}, ...]), "
                        + "or CSV with a column for each parameter and one named value."
            })
    private Path file = Path.of("");

    @Option(names = "--json", description = "Print {\"imported\": N, \"leftOut\": N}.")
    private boolean json;

    @Mixin
    private final DataOption data = new DataOption();

    ImportCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Places places = data.places(surroundings.environment());
        FoundSpace found = FoundSpace.find(surroundings, places, experiment.id());
        ExperimentId id = found.id();
        List<ResultFile.Entry> entries = ResultFile.read(file, found.space()).entries();
        List<Map<String, @Nullable Object>> results = new ArrayList<>();
        for (ResultFile.Entry entry : entries) {
            if (entry.value() != null && !entry.isFailed()) {
                results.add(Map.of("configuration", entry.received(), "value", entry.value()));
            }
        }
        if (results.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.USAGE, file + ": " + entries.size() + " entries, none with a value (expected: results)");
        }
        int imported = new ChangingServer(surroundings, places).change(found.entry(), server -> {
            int sum = 0;
            for (int from = 0; from < results.size(); from += BATCH) {
                sum += server.importResults(id, results.subList(from, Math.min(results.size(), from + BATCH)));
            }
            return sum;
        });
        int leftOut = entries.size() - results.size();
        surroundings
                .screen()
                .line(
                        json
                                ? JsonText.indented(Map.of("imported", imported, "leftOut", leftOut))
                                : "imported    " + SummaryText.count(imported, "result")
                                        + (leftOut == 0 ? "" : "; " + leftOut + " without a value left out"));
        return ExitCode.OK;
    }
}
