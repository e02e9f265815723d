package io.trialog.cli;

import io.trialog.event.ExperimentId;
import io.trialog.projection.BestTrial;
import io.trialog.projection.ExperimentSummary;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code trialog resume}. */
@Command(
        name = "resume",
        header = "Go on with a stopped, failed or complete experiment.",
        description = {
            "%nTrials that have ended are kept; trials that were stopped run again. A complete experiment needs a higher "
                    + "--max-trials."
        },
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        optionListHeading = "%nOptions:%n",
        parameterListHeading = "%n")
final class ResumeCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Parameters(index = "0", paramLabel = "ID", description = "The experiment; 'trialog list' shows all.")
    private String id = "";

    @Option(
            names = "--max-trials",
            paramLabel = "N",
            converter = CountConverter.class,
            description = "New limit on the number of trials, those that there are included. Default: as before")
    private @Nullable Integer maxTrials;

    @Mixin
    private final AddressOptions address = new AddressOptions();

    @Mixin
    private final DataOption data = new DataOption();

    @Mixin
    private final DurabilityOption durability = new DurabilityOption();

    ResumeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Screen screen = surroundings.screen();
        Path directory = data.directory(surroundings.environment());
        // before a server is started, so that a mistyped id changes nothing
        ExperimentId experiment;
        try (RecordedData recorded = surroundings.servers().open(directory)) {
            experiment = new KnownExperiments(recorded.board(), directory)
                    .require(id)
                    .id();
        }
        StartOptions options = new StartOptions(
                directory, address.host(), address.port(surroundings.environment()), false, durability.mode());
        surroundings.interruption().listen();
        try (RunningServer server = surroundings.servers().start(options)) {
            Double best = server.board()
                    .experiment(experiment)
                    .map(ExperimentSummary::best)
                    .map(BestTrial::value)
                    .orElse(null);
            screen.lines(new Announcement(screen.style()).of(server));
            return new ForegroundExperiment(server, surroundings, directory, data.suffix())
                    .follow(() -> server.resume(experiment, maxTrials), best);
        }
    }
}
