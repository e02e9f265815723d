package io.trialog.cli;

import io.trialog.cli.Table.Align;
import io.trialog.event.ExperimentId;
import io.trialog.event.TrialState;
import io.trialog.projection.ExperimentBoard;
import io.trialog.projection.ExperimentSummary;
import io.trialog.projection.TrialPage;
import io.trialog.projection.TrialQuery;
import io.trialog.projection.TrialRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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

    private static final int MAX_REASON = 70;

    private final Surroundings surroundings;

    @Parameters(index = "0", paramLabel = "ID", description = "The experiment; 'trialog list' shows all.")
    private String id = "";

    @Option(
            names = "--state",
            paramLabel = "STATE",
            converter = TrialStateConverter.class,
            description = "Only trials in this state; may be given several times. One of: " + TrialStateConverter.NAMES)
    private Set<TrialState> states = new LinkedHashSet<>();

    @Option(names = "--best", description = "Only trials that succeeded, best first. Default: all, by number")
    private boolean best;

    @Option(
            names = "--limit",
            paramLabel = "N",
            converter = CountConverter.class,
            description = "At most so many. Default: all")
    private @Nullable Integer limit;

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
        try (OpenedExperiment opened = new ExperimentFinder(surroundings.servers(), places).open(id)) {
            ExperimentId known = opened.id();
            Moment moment = at.isGiven() ? at.of(opened.data(), known, surroundings) : null;
            ExperimentBoard board = moment == null ? opened.board() : moment.board();
            ExperimentSummary experiment = board.experiment(known).orElseThrow();
            TrialQuery query = new TrialQuery(
                    states,
                    best ? TrialQuery.Sort.BEST : TrialQuery.Sort.NUMBER,
                    0,
                    Objects.requireNonNullElse(limit, Integer.MAX_VALUE));
            TrialPage page = board.trials(experiment.id(), query);
            if (json) {
                screen.line(JsonText.indented(json(experiment, page, moment)));
                return ExitCode.OK;
            }
            if (moment != null) {
                screen.line("as of " + moment.text(surroundings.zone()));
            }
            if (page.trials().isEmpty()) {
                screen.line("no such trial; the experiment has " + SummaryText.trials(experiment));
                return ExitCode.OK;
            }
            screen.lines(table(page.trials()).lines(screen.style(), screen.width()));
            if (page.trials().size() < page.total()) {
                screen.line("... and " + (page.total() - page.trials().size()) + " more");
            }
            return ExitCode.OK;
        }
    }

    private static Map<String, @Nullable Object> json(
            ExperimentSummary experiment, TrialPage page, @Nullable Moment moment) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        if (moment != null) {
            json.put("at", moment.json());
        }
        json.put("total", page.total());
        json.put("offset", page.offset());
        json.put(
                "trials",
                page.trials().stream()
                        .map(trial -> TrialJson.of(experiment.id(), trial))
                        .toList());
        return json;
    }

    private static Table table(List<TrialRow> trials) {
        boolean reasons = trials.stream().anyMatch(trial -> trial.reason() != null);
        Table table = new Table()
                .column("trial", Align.RIGHT)
                .column("state", Align.LEFT)
                .column("value", Align.RIGHT)
                .column("duration", Align.RIGHT);
        if (reasons) {
            table.column("reason", Align.LEFT);
        }
        table.column("configuration", Align.LEFT);
        for (TrialRow trial : trials) {
            List<String> row = new ArrayList<>(List.of(
                    Long.toString(trial.number()),
                    TrialLine.name(trial.state()),
                    TrialLine.value(trial.value()),
                    TrialLine.durationText(trial)));
            if (reasons) {
                row.add(trial.reason() == null ? "" : PrintableText.of(trial.reason(), MAX_REASON));
            }
            row.add(ConfigurationText.line(trial.configuration()));
            table.row(row);
        }
        return table;
    }
}
