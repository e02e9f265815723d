package io.trialog.cli;

import io.trialog.event.ExperimentId;
import io.trialog.projection.ExperimentBoard;
import io.trialog.projection.ExperimentSummary;
import io.trialog.projection.TrialRow;
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

/** {@code trialog trials}. */
@Command(
        name = "trials",
        header = "List the trials of an experiment.",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        optionListHeading = "%nOptions:%n",
        parameterListHeading = "%n")
final class TrialsCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private final ExperimentParameter experiment = new ExperimentParameter();

    @Mixin
    private final TrialSelection selection = new TrialSelection();

    @Option(
            names = "--columns",
            paramLabel = "NAMES",
            split = ",",
            description = "Only these, parameters or facts: --columns number,value,lr")
    private List<String> columns = new ArrayList<>();

    @Option(names = "--json", description = "Print JSON, as GET /api/v1/experiments/ID/trials does.")
    private boolean json;

    @Mixin
    private final MomentOption at = new MomentOption();

    @Mixin
    private final DataOption data = new DataOption();

    TrialsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Screen screen = surroundings.screen();
        Places places = data.places(surroundings.environment());
        try (OpenedExperiment opened = new ExperimentFinder(surroundings.servers(), places).open(experiment.id())) {
            ExperimentId known = opened.id();
            Moment moment = at.isGiven() ? at.of(opened.data(), known, surroundings) : null;
            ExperimentBoard board = moment == null ? opened.board() : moment.board();
            TrialSelection.Selected selected = selection.of(board, known);
            if (json) {
                screen.line(JsonText.indented(json(known, selected, moment)));
                return ExitCode.OK;
            }
            if (moment != null) {
                screen.line("as of " + moment.text(surroundings.zone()));
            }
            print(selected, board.experiment(known).orElseThrow());
            return ExitCode.OK;
        }
    }

    private void print(TrialSelection.Selected selected, ExperimentSummary summary) {
        Screen screen = surroundings.screen();
        List<TrialRow> trials = selected.trials();
        if (trials.isEmpty()) {
            screen.line("no such trial; the experiment has " + SummaryText.trials(summary));
            return;
        }
        CommandLineProblems problems = new CommandLineProblems();
        Set<String> known = TrialFields.names(trials);
        columns.forEach(column -> TrialSelection.requireKnown("--columns", column, known, problems));
        problems.requireNone();
        TrialTable table = new TrialTable(trials, summary.config().objectives());
        screen.lines((columns.isEmpty() ? table.usual() : table.of(columns)).lines(screen.style(), screen.width()));
        if (trials.size() < selected.total()) {
            screen.line("... and " + (selected.total() - trials.size()) + " more");
        }
    }

    private static Map<String, @Nullable Object> json(
            ExperimentId experiment, TrialSelection.Selected page, @Nullable Moment moment) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        if (moment != null) {
            json.put("at", moment.json());
        }
        json.put("total", page.total());
        json.put("offset", page.offset());
        json.put(
                "trials",
                page.trials().stream()
                        .map(trial -> TrialJson.of(experiment, trial))
                        .toList());
        return json;
    }
}
