package io.trialog.cli;

import io.trialog.adapter.json.EventLines;
import io.trialog.event.ExperimentEvent;
import io.trialog.event.ExperimentId;
import io.trialog.event.RecordedEvent;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code trialog log cat}. */
@Command(
        name = "cat",
        header = "Print recorded events, a JSON object a line.",
        description = {"%nEvery object has pos, type, v (version of the type), at, cause and data."},
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        optionListHeading = "%nOptions:%n",
        parameterListHeading = "%n")
final class LogCatCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "ID",
            description = "Only this experiment. Default: the whole log")
    private @Nullable String id;

    @Option(
            names = "--from",
            paramLabel = "POSITION",
            defaultValue = "1",
            converter = PositionConverter.class,
            description = "The first position. Default: ${DEFAULT-VALUE}")
    private long from = 1;

    @Mixin
    private final DataOption data = new DataOption();

    LogCatCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Screen screen = surroundings.screen();
        Path directory = data.directory(surroundings.environment());
        try (RecordedData recorded = surroundings.servers().open(directory)) {
            Predicate<RecordedEvent> wanted = wanted(recorded, directory);
            EventLines lines = new EventLines();
            recorded.log().read(from, event -> !wanted.test(event) || screen.data(lines.format(event)));
        } finally {
            screen.flush();
        }
        return ExitCode.OK;
    }

    private Predicate<RecordedEvent> wanted(RecordedData recorded, Path directory) {
        if (id == null) {
            return event -> true;
        }
        ExperimentId experiment =
                new KnownExperiments(recorded.board(), directory).require(id).id();
        return recordedEvent -> recordedEvent.event() instanceof ExperimentEvent event
                && event.experiment().equals(experiment);
    }
}
