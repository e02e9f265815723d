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

    private static final int OTHER_COLUMNS = 64;
    private static final int MAX_CURVE = 60;
    private static final int MIN_CURVE = 8;

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
        Table table = numbers.size() == 1 ? everyReport(trials.get(0)) : curves(trials);
        screen.lines(table.lines(screen.style(), screen.width()));
    }

    private Table curves(List<TrialReports> trials) {
        Style style = surroundings.screen().style();
        int width =
                Math.max(MIN_CURVE, Math.min(MAX_CURVE, surroundings.screen().width() - OTHER_COLUMNS));
        Table table = new Table()
                .column("trial", Align.RIGHT)
                .column("state", Align.LEFT)
                .column("reports", Align.RIGHT)
                .column("first", Align.RIGHT)
                .column("last", Align.RIGHT)
                .column("min", Align.RIGHT)
                .column("max", Align.RIGHT)
                .column("final", Align.RIGHT);
        boolean drawn = surroundings.screen().terminal().isInteractive();
        if (drawn) {
            table.column("curve", Align.LEFT);
        }
        for (TrialReports trial : trials) {
            Curve curve = Curve.of(trial.intermediate(metric));
            List<String> row = new ArrayList<>(List.of(
                    Long.toString(trial.row().number()),
                    TrialLine.name(trial.row().state()),
                    Integer.toString(curve.values().length),
                    TrialLine.value(curve.first()),
                    TrialLine.value(curve.last()),
                    TrialLine.value(curve.min()),
                    TrialLine.value(curve.max()),
                    TrialLine.value(trial.finalValue(metric))));
            if (drawn) {
                row.add(Sparkline.of(curve.values(), width, style));
            }
            table.row(row);
        }
        return table;
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
