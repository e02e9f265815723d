package io.trialog.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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

    @Mixin
    private final ExperimentParameter named = new ExperimentParameter();

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
        ContinuedExperiment experiment = ContinuedExperiment.find(surroundings, data, named.id());
        return experiment.follow(address, durability, server -> server.resume(experiment.id(), maxTrials));
    }
}
