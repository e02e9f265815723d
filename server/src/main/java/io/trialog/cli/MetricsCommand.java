package io.trialog.cli;

import io.trialog.cli.Table.Align;
import io.trialog.event.MetricKind;
import io.trialog.event.MetricReported;
import io.trialog.event.RecordedEvent;
import io.trialog.projection.TrialQuery;
import io.trialog.projection.TrialRow;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code trialog metrics}. */
@Command(
        name = "metrics",
        header = "Show what trials reported while they ran.",
        description = {
            "%nOf many trials a line each: the curve of the intermediate results of the last attempt, its ends and its "
                    + "extremes. Of one trial every report."
        },
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        optionListHeading = "%nOptions:%n",
        parameterListHeading = "%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  trialog metrics q3kx9abd                all trials, their curves",
            "  trialog metrics q3kx9abd 7 --csv        every report of trial 7, for a spreadsheet"
        })
final class MetricsCommand implements Callable<Integer> {

    private static final int OTHER_COLUMNS = 60;
    private static final int MAX_CURVE = 60;
    private static final int MIN_CURVE = 20;

    private final Surroundings surroundings;

    @Mixin
    private final ExperimentParameter experiment = new ExperimentParameter();

    @Parameters(index = "1..*", paramLabel = "N", description = "Numbers of trials. Default: all that reported")
    private List<Long> numbers = new ArrayList<>();

    @Option(
            names = "--metric",
            paramLabel = "NAME",
            defaultValue = "default",
            description = "Which number, where trials report several. Default: ${DEFAULT-VALUE}")
    private String metric = "default";

    @ArgGroup
    private final Format format = new Format();

    @Mixin
    private final DataOption data = new DataOption();

    /** One of them, or a table. */
    static final class Format {

        @Option(names = "--json", description = "Print JSON, as GET /api/v1/experiments/ID/metrics does.")
        private boolean json;

        @Option(names = "--csv", description = "Print every report as a line of CSV.")
        private boolean csv;
    }

    MetricsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Places places = data.places(surroundings.environment());
        Screen screen = surroundings.screen();
        try (OpenedExperiment opened = new ExperimentFinder(surroundings.servers(), places).open(experiment.id())) {
            List<TrialReports> trials = read(opened);
            if (format.json) {
                screen.line(JsonText.indented(Map.of(
                        "metrics",
                        trials.stream()
                                .flatMap(trial -> trial.reports().stream())
                                .map(ReportJson::of)
                                .toList())));
            } else if (format.csv) {
                new ReportsCsv(trials).lines().forEach(screen::data);
                screen.flush();
            } else {
                print(trials);
            }
            return ExitCode.OK;
        }
    }

    private List<TrialReports> read(OpenedExperiment opened) {
        List<TrialRow> rows = new ArrayList<>();
        for (long number : numbers) {
            rows.add(opened.board()
                    .trial(opened.id(), number)
                    .orElseThrow(() -> new CommandFailure(
                            ExitCode.UNKNOWN_ID, "experiment " + opened.id() + " has no trial " + number)));
        }
        if (numbers.isEmpty()) {
            rows.addAll(opened.board()
                    .trials(opened.id(), new TrialQuery(Set.of(), TrialQuery.Sort.NUMBER, 0, Integer.MAX_VALUE))
                    .trials());
            rows.removeIf(row -> row.reportCount() == 0);
        }
        return rows.stream().map(row -> TrialReports.read(opened, row)).toList();
    }

    private void print(List<TrialReports> trials) {
        Screen screen = surroundings.screen();
        Set<String> known = new LinkedHashSet<>();
        trials.forEach(trial -> known.addAll(trial.names()));
        if (known.isEmpty()) {
            screen.line("nothing was reported yet");
            return;
        }
        CommandLineProblems problems = new CommandLineProblems();
        if (!known.contains(metric)) {
            problems.add("--metric", metric, "one of " + String.join(", ", known));
        }
        problems.requireNone();
        screen.lines(
                numbers.size() == 1
                        ? everyReport(trials.get(0)).lines(screen.style(), screen.width())
                        : curves(trials));
    }

    private List<String> curves(List<TrialReports> trials) {
        Screen screen = surroundings.screen();
        FittingTable<TrialReports> table = new FittingTable<TrialReports>("first", "min", "max", "reports", "state")
                .right("trial", trial -> Long.toString(trial.row().number()))
                .left("state", trial -> TrialLine.name(trial.row().state()))
                .right("reports", trial -> Integer.toString(curve(trial).values().length))
                .right("first", trial -> TrialLine.value(curve(trial).first()))
                .right("last", trial -> TrialLine.value(curve(trial).last()))
                .right("min", trial -> TrialLine.value(curve(trial).min()))
                .right("max", trial -> TrialLine.value(curve(trial).max()))
                .right("final", trial -> TrialLine.value(trial.finalValue(metric)));
        if (screen.terminal().isInteractive()) {
            int width = Math.max(MIN_CURVE, Math.min(MAX_CURVE, screen.width() - OTHER_COLUMNS));
            table.left("curve", trial -> Sparkline.of(curve(trial).values(), width, screen.style()));
        }
        return table.lines(trials, screen.style(), screen.width());
    }

    private Curve curve(TrialReports trial) {
        return Curve.of(trial.intermediate(metric));
    }

    private Table everyReport(TrialReports trial) {
        Table table = new Table()
                .column("attempt", Align.RIGHT)
                .column("report", Align.RIGHT)
                .column("kind", Align.LEFT)
                .column("at", Align.LEFT);
        List<String> names = List.copyOf(trial.names());
        names.forEach(name -> table.column(name, Align.RIGHT));
        for (RecordedEvent recorded : trial.reports()) {
            MetricReported report = (MetricReported) recorded.event();
            List<String> row = new ArrayList<>(List.of(
                    Integer.toString(report.attempt()),
                    Long.toString(report.sequence()),
                    report.kind() == MetricKind.FINAL ? "final" : "intermediate",
                    InstantText.toSeconds(
                            Objects.requireNonNullElse(report.reportedAt(), recorded.at()), surroundings.zone())));
            names.forEach(name -> row.add(TrialLine.value(report.values().get(name))));
            table.row(row);
        }
        return table;
    }
}
