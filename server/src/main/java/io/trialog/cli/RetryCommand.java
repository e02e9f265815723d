package io.trialog.cli;

import io.trialog.event.ExperimentId;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code trialog retry}. */
@Command(
        name = "retry",
        header = "Try trials again that failed, ran too long or were cancelled.",
        description = {
            "%nThey keep their numbers and configurations and get another attempt. In an experiment that runs, its "
                    + "server does that; otherwise the experiment goes on here, as with 'trialog resume'.",
            "%nWith --json: id and trials where a server tries them again, otherwise as with 'trialog resume'."
        },
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        optionListHeading = "%nOptions:%n",
        parameterListHeading = "%n")
final class RetryCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private final ExperimentParameter named = new ExperimentParameter();

    @Parameters(index = "1..*", paramLabel = "TRIAL", description = "Numbers of trials; 'trialog trials ID' shows all.")
    private List<Long> numbers = List.of();

    @Option(names = "--failed", description = "All trials that failed or ran too long.")
    private boolean failed;

    @Mixin
    private final AddressOptions address = new AddressOptions();

    @Mixin
    private final DataOption data = new DataOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    @Mixin
    private final DurabilityOption durability = new DurabilityOption();

    @Spec
    private CommandSpec spec = CommandSpec.create(); // replaced by picocli

    RetryCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if (failed != numbers.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "Which trials? (expected: either numbers of trials or --failed)");
        }
        ContinuedExperiment experiment = ContinuedExperiment.find(surroundings, data, named.id());
        Optional<URI> owner = surroundings.servers().owner(experiment.directory());
        return owner.isPresent()
                ? onServer(owner.get(), experiment.id())
                : experiment.follow(address, durability, json, server -> server.retry(experiment.id(), numbers));
    }

    private int onServer(URI url, ExperimentId experiment) {
        List<Long> retried = surroundings.servers().connect(url).retry(experiment, numbers);
        json.people(surroundings)
                .screen()
                .line("experiment " + experiment + ": tries " + SummaryText.count(retried.size(), "trial")
                        + " again, at " + url);
        json.print(surroundings, () -> {
            Map<String, @Nullable Object> tried = new LinkedHashMap<>();
            tried.put("id", experiment.value());
            tried.put("trials", retried);
            return tried;
        });
        return ExitCode.OK;
    }
}
