package io.trialog.cli;

import io.trialog.event.ExperimentId;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code trialog enqueue}. */
@Command(
        name = "enqueue",
        header = "Have configurations tried before the tuner is asked again.",
        description = {
            "%nThey become trials in this order, each as soon as there is room. When no server runs, they wait for "
                    + "'trialog resume'."
        },
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        optionListHeading = "%nOptions:%n",
        parameterListHeading = "%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  trialog enqueue q3kx9abd --set lr=0.1 --set layer=conv --set layer/units=64",
            "  trialog enqueue q3kx9abd guesses.json"
        })
final class EnqueueCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private final ExperimentParameter experiment = new ExperimentParameter();

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "FILE",
            description = "Configurations: a JSON list of objects, or CSV with a column for each parameter.")
    private @Nullable Path file;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "A parameter of the one configuration; NAME/INNER for what is inside a nested choice.")
    private Map<String, String> values = new LinkedHashMap<>();

    @Option(names = "--json", description = "Print {\"queued\": N}.")
    private boolean json;

    @Mixin
    private final DataOption data = new DataOption();

    @Spec
    private CommandSpec spec = CommandSpec.create(); // replaced by picocli

    EnqueueCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if ((file == null) == values.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "What is to be tried? (expected: either FILE or --set)");
        }
        Places places = data.places(surroundings.environment());
        FoundSpace found = FoundSpace.find(surroundings, places, experiment.id());
        ExperimentId id = found.id();
        List<Map<String, @Nullable Object>> configurations = file == null
                ? List.of(new ParameterText(found.space()).configuration(values))
                : ResultFile.read(file, found.space()).configurations();
        int queued = new ChangingServer(surroundings, places)
                .change(found.entry(), server -> server.enqueue(id, configurations));
        Screen screen = surroundings.screen();
        screen.line(
                json
                        ? JsonText.indented(Map.of("queued", queued))
                        : "enqueued    " + SummaryText.count(configurations.size(), "configuration") + "; " + queued
                                + (queued == 1 ? " waits" : " wait"));
        return ExitCode.OK;
    }
}
