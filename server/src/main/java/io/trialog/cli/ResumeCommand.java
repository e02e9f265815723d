package io.trialog.cli;

import io.trialog.engine.Outcome;
import io.trialog.event.ExperimentId;
import io.trialog.projection.ExperimentSummary;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
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
                    + "--max-trials or --max-duration.",
            "%nWith --json, the experiment is printed when it has ended, as 'trialog show --json' prints it."
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

    @Option(
            names = "--max-duration",
            paramLabel = "TIME",
            description =
                    "New limit on how long the experiment runs, the time it ran before included, such as 90m or 2h. "
                            + "Default: as before")
    private @Nullable String maxDuration;

    @Mixin
    private final AddressOptions address = new AddressOptions();

    @Mixin
    private final DataOption data = new DataOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    @Mixin
    private final DurabilityOption durability = new DurabilityOption();

    ResumeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        ContinuedExperiment experiment = ContinuedExperiment.find(surroundings, data, named.id());
        return experiment.follow(address, durability, json, server -> begin(server, experiment.id()));
    }

    private CompletableFuture<Outcome<ExperimentId>> begin(RunningServer server, ExperimentId id) {
        if (maxDuration == null) {
            return server.resume(id, maxTrials);
        }
        Map<String, Object> changes = new LinkedHashMap<>();
        changes.put("maxExperimentDuration", maxDuration);
        if (maxTrials != null) {
            changes.put("maxTrialNumber", maxTrials);
        }
        int before = summary(server, id).counts().total();
        return server.update(id, changes)
                .thenCompose(outcome -> outcome instanceof Outcome.Rejected || goesOn(summary(server, id), before)
                        ? CompletableFuture.completedFuture(outcome)
                        : server.resume(id, null));
    }

    /** A complete experiment goes on by itself when what ended it holds no more, and may be complete again by now. */
    private static boolean goesOn(ExperimentSummary experiment, int before) {
        return experiment.state().isOnTheClock() || experiment.counts().total() > before;
    }

    private static ExperimentSummary summary(RunningServer server, ExperimentId id) {
        return server.board().experiment(id).orElseThrow();
    }
}
