package io.trialog.cli;

import io.trialog.cli.Table.Align;
import io.trialog.projection.BestTrial;
import io.trialog.projection.ExperimentSummary;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code trialog list}. */
@Command(
        name = "list",
        header = "List all experiments, newest first.",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        optionListHeading = "%nOptions:%n")
final class ListCommand implements Callable<Integer> {

    private static final int MAX_NAME = 30;

    private final Surroundings surroundings;

    @Option(names = "--json", description = "Print JSON, as GET /api/v1/experiments does.")
    private boolean json;

    @Mixin
    private final DataOption data = new DataOption();

    ListCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Path directory = data.directory(surroundings.environment());
        if (!Files.exists(directory)) {
            return print(List.of(), directory); // nothing was ever run here: no error for people who just begin
        }
        try (RecordedData recorded = surroundings.servers().open(directory)) {
            return print(recorded.board().experiments(), directory);
        }
    }

    private int print(List<ExperimentSummary> experiments, Path directory) {
        Screen screen = surroundings.screen();
        Instant now = surroundings.clock().now();
        if (json) {
            screen.line(JsonText.indented(Map.of(
                    "experiments",
                    experiments.stream()
                            .map(experiment -> ExperimentJson.of(experiment, now))
                            .toList())));
            return ExitCode.OK;
        }
        if (experiments.isEmpty()) {
            screen.line("no experiment yet in " + directory + "; 'trialog run FILE' runs one");
        } else {
            screen.lines(table(experiments, now).lines(screen.style(), screen.width()));
        }
        Optional<URI> owner = surroundings.servers().owner(directory);
        owner.ifPresent(url -> screen.lines(List.of("", "a server runs at " + url)));
        return ExitCode.OK;
    }

    private Table table(List<ExperimentSummary> experiments, Instant now) {
        Table table = new Table()
                .column("id", Align.LEFT)
                .column("name", Align.LEFT)
                .column("state", Align.LEFT)
                .column("trials", Align.RIGHT)
                .column("failed", Align.RIGHT)
                .column("best", Align.RIGHT)
                .column("ran", Align.RIGHT)
                .column("created", Align.LEFT);
        for (ExperimentSummary experiment : experiments) {
            String name = experiment.config().experimentName();
            BestTrial best = experiment.best();
            Integer limit = experiment.maxTrialNumber();
            table.row(List.of(
                    experiment.id().value(),
                    name == null ? "" : PrintableText.of(name, MAX_NAME),
                    SummaryText.state(experiment),
                    experiment.counts().ended() + (limit == null ? "" : "/" + limit),
                    Integer.toString(experiment.counts().failed()),
                    best == null ? "-" : NumberText.of(best.value()),
                    DurationText.of(experiment.runTime(now)),
                    InstantText.of(experiment.createdAt(), surroundings.zone())));
        }
        return table;
    }
}
