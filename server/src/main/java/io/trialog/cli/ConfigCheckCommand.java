package io.trialog.cli;

import io.trialog.adapter.yaml.YamlText;
import io.trialog.experiment.ConfigNode;
import io.trialog.experiment.ConfigProblem;
import io.trialog.experiment.ConfigResult;
import io.trialog.experiment.InvalidConfigException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code trialog config check}. */
@Command(
        name = "check",
        header = "Tell everything that is wrong with a configuration.",
        description = {
            "%nReads FILE as 'run' would, with the installed plugins, and starts nothing. Ends with exit code 2 when there are "
                    + "problems."
        },
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        optionListHeading = "%nOptions:%n",
        parameterListHeading = "%n")
final class ConfigCheckCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Parameters(index = "0", paramLabel = "FILE", description = "The experiment's configuration, YAML or JSON.")
    private Path file = Path.of("");

    @Option(names = "--show", description = "Print the complete configuration, all defaults filled in.")
    private boolean show;

    @Option(names = "--json", description = "Print JSON: valid, problems, warnings, and the complete configuration.")
    private boolean json;

    @Mixin
    private final DataOption data = new DataOption();

    ConfigCheckCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Screen screen = surroundings.screen();
        ConfigurationFile written = new ConfigurationFile(file, screen);
        ConfigResult read;
        try {
            Places places = data.places(surroundings.environment());
            read = surroundings.servers().check(places.where(), places.home(), file);
        } catch (InvalidConfigException e) {
            if (json) {
                screen.line(JsonText.indented(json(e.problems(), List.of(), null)));
                return ExitCode.USAGE;
            }
            throw written.refused(e, "");
        }
        Map<String, @Nullable Object> complete = read.config().asMap();
        if (json) {
            screen.line(JsonText.indented(json(List.of(), read.warnings(), complete)));
            return ExitCode.OK;
        }
        written.warn(read.warnings());
        if (show) {
            screen.line(YamlText.of(ConfigNode.of(complete)).stripTrailing());
        } else {
            int warnings = read.warnings().size();
            screen.line(screen.style().good("OK") + ": " + file + " can be run"
                    + (warnings == 0 ? "" : ", with " + (warnings == 1 ? "a warning" : warnings + " warnings")));
        }
        return ExitCode.OK;
    }

    private static Map<String, @Nullable Object> json(
            List<ConfigProblem> problems,
            List<ConfigProblem> warnings,
            @Nullable Map<String, @Nullable Object> configuration) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("valid", problems.isEmpty());
        json.put("problems", problems.stream().map(ConfigCheckCommand::json).toList());
        json.put("warnings", warnings.stream().map(ConfigCheckCommand::json).toList());
        json.put("configuration", configuration);
        return json;
    }

    private static Map<String, @Nullable Object> json(ConfigProblem problem) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("file", problem.file());
        json.put("line", problem.line());
        json.put("path", problem.path());
        json.put("message", problem.message());
        return json;
    }
}
