package io.trialog.cli;

import io.trialog.cli.Table.Align;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code trialog algo list}. */
@Command(
        name = "list",
        header = "List tuners, assessors and training services.",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        optionListHeading = "%nOptions:%n")
final class AlgoListCommand implements Callable<Integer> {

    private static final Map<String, String> KINDS =
            Map.of("tuners", "tuner", "assessors", "assessor", "trainingServices", "training service");

    private final Surroundings surroundings;

    @Option(names = "--json", description = "Print JSON, as GET /api/v1/algorithms does.")
    private boolean json;

    @Mixin
    private final DataOption data = new DataOption();

    AlgoListCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Screen screen = surroundings.screen();
        Plugins plugins = surroundings.servers().plugins(data.places(surroundings.environment()));
        if (json) {
            screen.line(JsonText.indented(plugins.algorithms()));
            return ExitCode.OK;
        }
        Table table = new Table()
                .column("name", Align.LEFT)
                .column("kind", Align.LEFT)
                .column("plugin", Align.LEFT)
                .column("what it does", Align.LEFT);
        plugins.algorithms().forEach((kind, algorithms) -> {
            for (NamedAlgorithm algorithm : NamedAlgorithm.of(KINDS.getOrDefault(kind, kind), algorithms)) {
                table.row(List.of(
                        algorithm.text("name"),
                        algorithm.kind(),
                        algorithm.text("plugin"),
                        PrintableText.of(algorithm.text("description"))));
            }
        });
        screen.lines(table.lines(screen.style(), screen.width()));
        screen.line("");
        screen.line("'trialog algo show NAME' shows the options of one");
        return ExitCode.OK;
    }
}
