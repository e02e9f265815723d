package io.trialog.cli;

import io.trialog.projection.ExperimentBoard;
import io.trialog.projection.ExperimentSummary;
import io.trialog.projection.TrialQuery;
import io.trialog.projection.TrialRow;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code trialog show}. */
@Command(
        name = "show",
        header = "Show one experiment: its state, settings and best trials.",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        optionListHeading = "%nOptions:%n",
        parameterListHeading = "%n")
final class ShowCommand implements Callable<Integer> {

    private static final int BEST_TRIALS = 5;

    private final Surroundings surroundings;

    @Parameters(index = "0", paramLabel = "ID", description = "The experiment; 'trialog list' shows all.")
    private String id = "";

    @Option(names = "--json", description = "Print JSON, as GET /api/v1/experiments/ID does.")
    private boolean json;

    @Mixin
    private final DataOption data = new DataOption();

    ShowCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Screen screen = surroundings.screen();
        Path directory = data.directory(surroundings.environment());
        try (RecordedData recorded = surroundings.servers().open(directory)) {
            ExperimentBoard board = recorded.board();
            ExperimentSummary experiment = new KnownExperiments(board, directory).require(id);
            if (json) {
                screen.line(JsonText.indented(
                        ExperimentJson.of(experiment, surroundings.clock().now())));
                return ExitCode.OK;
            }
            ExperimentFacts facts = new ExperimentFacts(surroundings, directory, data.suffix());
            screen.lines(facts.of(experiment, surroundings.servers().owner(directory)));
            List<TrialRow> best = board.trials(
                            experiment.id(), new TrialQuery(Set.of(), TrialQuery.Sort.BEST, 0, BEST_TRIALS))
                    .trials();
            if (!best.isEmpty()) {
                screen.line("");
                screen.line("best trials");
                screen.lines(new BestTrialsTable(best).lines(screen.style(), screen.width()));
            }
            return ExitCode.OK;
        }
    }
}
