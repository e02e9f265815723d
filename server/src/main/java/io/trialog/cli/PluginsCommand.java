package io.trialog.cli;

import io.trialog.cli.Table.Align;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code trialog plugins}. */
@Command(
        name = "plugins",
        header = "Show which plugins are loaded, from where, and which are not.",
        description = {"%nThose of the installation, of the home, and of the data directory when --data names one."},
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        optionListHeading = "%nOptions:%n")
final class PluginsCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Option(names = "--json", description = "Print {\"plugins\": [...], \"problems\": [...]}.")
    private boolean json;

    @Mixin
    private final DataOption data = new DataOption();

    PluginsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Screen screen = surroundings.screen();
        Plugins plugins = surroundings.servers().plugins(data.places(surroundings.environment()));
        if (json) {
            Map<String, @Nullable Object> all = new LinkedHashMap<>();
            all.put("plugins", plugins.loaded());
            all.put("problems", plugins.problems());
            screen.line(JsonText.indented(all));
        } else {
            screen.lines(table(plugins.loaded()).lines(screen.style(), screen.width()));
            plugins.problems()
                    .forEach(problem -> screen.complain("trialog: " + problem.get("name") + " (" + problem.get("origin")
                            + ") was not loaded: " + problem.get("message")));
        }
        return plugins.problems().isEmpty() ? ExitCode.OK : ExitCode.EXPERIMENT_FAILED;
    }

    private static Table table(List<Map<String, @Nullable Object>> plugins) {
        Table table = new Table()
                .column("plugin", Align.LEFT)
                .column("version", Align.LEFT)
                .column("provides", Align.LEFT)
                .column("from", Align.LEFT);
        for (Map<String, @Nullable Object> plugin : plugins) {
            Object provides = plugin.get("provides");
            table.row(List.of(
                    Objects.toString(plugin.get("name"), ""),
                    Objects.toString(plugin.get("version"), ""),
                    provides instanceof List<?> names
                            ? String.join(
                                    ", ", names.stream().map(String::valueOf).toList())
                            : "",
                    Objects.toString(plugin.get("origin"), "")));
        }
        return table;
    }
}
