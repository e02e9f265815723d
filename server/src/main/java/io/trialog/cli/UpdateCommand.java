package io.trialog.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.trialog.adapter.yaml.YamlConfigSource;
import io.trialog.event.ExperimentId;
import io.trialog.event.ExperimentState;
import io.trialog.experiment.ConfigNode;
import io.trialog.experiment.InvalidConfigException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code trialog update}. */
@Command(
        name = "update",
        header = "Change the limits or the search space of an experiment.",
        description = {
            "%nIts server changes it, at once. When none runs, it is changed where it is recorded, and counts from "
                    + "'trialog resume' on. A complete experiment goes on when its limit is raised: on its server at once, "
                    + "else by 'trialog resume ID --max-trials N'."
        },
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        optionListHeading = "%nOptions:%n",
        parameterListHeading = "%n",
        footerHeading = "%nExample:%n",
        footer = "  trialog update q3kx9abd --concurrency 8 --max-duration none")
final class UpdateCommand implements Callable<Integer> {

    private static final String NONE = "none";

    private final Surroundings surroundings;

    @Mixin
    private final ExperimentParameter experiment = new ExperimentParameter();

    @Option(names = "--concurrency", paramLabel = "N", description = "How many trials run at a time.")
    private @Nullable String concurrency;

    @Option(names = "--max-trials", paramLabel = "N", description = "How many trials there are at most, or 'none'.")
    private @Nullable String maxTrials;

    @Option(
            names = "--max-duration",
            paramLabel = "TIME",
            description = "How long the experiment runs at most, such as 90m, 2h, 1d, or 'none'.")
    private @Nullable String maxDuration;

    @Option(
            names = "--max-trial-duration",
            paramLabel = "TIME",
            description = "How long a trial runs at most, such as 90s or 10m, or 'none'.")
    private @Nullable String maxTrialDuration;

    @Option(
            names = "--search-space",
            paramLabel = "FILE",
            description = "The new search space, JSON or YAML; trials that there are stay as they are.")
    private @Nullable Path searchSpace;

    @Option(names = "--json", description = "Print the experiment as GET /api/v1/experiments/ID does.")
    private boolean json;

    @Mixin
    private final DataOption data = new DataOption();

    @Spec
    private CommandSpec spec = CommandSpec.create(); // replaced by picocli

    UpdateCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Map<String, @Nullable Object> changes = changes();
        if (changes.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "What is to be changed? (expected: one or more of --concurrency, --max-trials, --max-duration, "
                            + "--max-trial-duration, --search-space)");
        }
        Places places = data.places(surroundings.environment());
        ExperimentListing.Entry found = new ExperimentFinder(surroundings.servers(), places).find(experiment.id());
        ExperimentId id = new ExperimentId(found.experiment().id());
        requireChangeable(found, changes, places);
        JsonNode changed = new ChangingServer(surroundings, places).change(found, server -> server.update(id, changes));
        Screen screen = surroundings.screen();
        if (json) {
            screen.line(JsonText.indented(changed));
        } else {
            changes.forEach((name, value) -> screen.line(id + ": " + name + " is now "
                    + (value == null ? "without limit" : value instanceof Map ? "as in " + searchSpace : value)));
        }
        return ExitCode.OK;
    }

    /** Without a server nobody would be there to go on. */
    private static void requireChangeable(
            ExperimentListing.Entry found, Map<String, @Nullable Object> changes, Places places) {
        boolean raises = changes.containsKey("maxTrialNumber") || changes.containsKey("maxExperimentDuration");
        if (found.url().isEmpty() && raises && found.experiment().state() == ExperimentState.DONE) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "experiment " + found.experiment().id() + " is complete, and no server runs that could go on"
                            + " (expected: 'trialog resume "
                            + found.experiment().id() + (changes.containsKey("maxTrialNumber") ? " --max-trials N" : "")
                            + (changes.containsKey("maxExperimentDuration") ? " --max-duration TIME" : "")
                            + places.suffix() + "')");
        }
    }

    private Map<String, @Nullable Object> changes() {
        CommandLineProblems problems = new CommandLineProblems();
        Map<String, @Nullable Object> changes = new LinkedHashMap<>();
        if (concurrency != null) {
            changes.put("trialConcurrency", count("--concurrency", concurrency, problems));
        }
        if (maxTrials != null) {
            changes.put(
                    "maxTrialNumber",
                    maxTrials.equals(NONE) ? null : (Object) count("--max-trials", maxTrials, problems));
        }
        if (maxDuration != null) {
            changes.put("maxExperimentDuration", maxDuration.equals(NONE) ? null : maxDuration);
        }
        if (maxTrialDuration != null) {
            changes.put("maxTrialDuration", maxTrialDuration.equals(NONE) ? null : maxTrialDuration);
        }
        if (searchSpace != null) {
            changes.put("searchSpace", searchSpace(searchSpace));
        }
        problems.requireNone();
        return changes;
    }

    private static int count(String option, String text, CommandLineProblems problems) {
        try {
            int count = Integer.parseInt(text);
            if (count >= 1) {
                return count;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        problems.add(option, text, "a whole number >= 1" + (option.equals("--max-trials") ? ", or none" : ""));
        return 1;
    }

    private static Object searchSpace(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new CommandFailure(ExitCode.USAGE, file + ": no such file (expected: a search space, JSON or YAML)");
        }
        try {
            if (new YamlConfigSource().read(file) instanceof ConfigNode.Mapping mapping) {
                return mapping.plain();
            }
            throw new CommandFailure(
                    ExitCode.USAGE, file + ": no search space (expected: a mapping of parameters to distributions)");
        } catch (InvalidConfigException e) {
            throw new CommandFailure(ExitCode.USAGE, e.render(file.toString()), e);
        }
    }
}
