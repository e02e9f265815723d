package io.trialog.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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
            Map.of("tuners", "tuners", "assessors", "assessors", "trainingServices", "training services");
    private static final String BUILT_IN = "built-in";
    private static final int INDENT = 2;
    private static final int GAP = 2;

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
        Map<String, @Nullable Object> all = plugins.algorithms();
        int longest = all.values().stream()
                .flatMap(algorithms -> NamedAlgorithm.of("", algorithms).stream())
                .mapToInt(algorithm -> algorithm.text("name").length())
                .max()
                .orElse(0);
        all.forEach((kind, algorithms) -> {
            screen.line(screen.style().faint(KINDS.getOrDefault(kind, kind)));
            NamedAlgorithm.of(kind, algorithms).forEach(algorithm -> print(algorithm, longest));
            screen.line("");
        });
        screen.line("'trialog algo show NAME' tells more of one, and its options");
        return ExitCode.OK;
    }

    private void print(NamedAlgorithm algorithm, int longest) {
        Screen screen = surroundings.screen();
        int indent = INDENT + longest + GAP;
        String name = algorithm.text("name");
        String use = algorithm.profile().getOrDefault("use for", algorithm.text("description"));
        String plugin = algorithm.text("plugin");
        List<String> lines = WrappedText.lines(
                plugin.equals(BUILT_IN) ? use : use + " (" + plugin + ")", WrappedText.width(screen) - indent);
        screen.line(" ".repeat(INDENT)
                + screen.style().strong(name)
                + " ".repeat(indent - INDENT - name.length())
                + lines.get(0));
        lines.subList(1, lines.size()).forEach(line -> screen.line(" ".repeat(indent) + line));
    }
}
