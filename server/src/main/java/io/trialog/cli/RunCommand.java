package io.trialog.cli;

import io.trialog.bootstrap.TrialogServer;
import io.trialog.event.ExperimentId;
import io.trialog.experiment.ConfigResult;
import io.trialog.experiment.ExperimentConfig;
import io.trialog.experiment.InvalidConfigException;
import io.trialog.experiment.RunSettings;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code trialog run}. */
@Command(
        name = "run",
        header = "Run an experiment and show its progress.",
        description = {
            "%nStarts a server, runs the experiment that FILE describes, and ends with it. "
                    + "Ctrl-C stops the running trials and the server; 'trialog resume' goes on from there.",
            "%nThe experiment gets a data directory of its own in the home, or where its configuration says "
                    + "(experimentWorkingDirectory); --data names one that may hold many.",
            "%nWith --json, the experiment is printed when it has ended, as 'trialog show --json' prints it: "
                    + "trialog run FILE --json | jq .best"
        },
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        optionListHeading = "%nOptions:%n",
        parameterListHeading = "%n")
final class RunCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Parameters(index = "0", paramLabel = "FILE", description = "The experiment's configuration, YAML or JSON.")
    private Path file = Path.of("");

    @Mixin
    private final AddressOptions address = new AddressOptions();

    @Mixin
    private final DataOption data = new DataOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    @Mixin
    private final DurabilityOption durability = new DurabilityOption();

    RunCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Screen screen = json.people(surroundings).screen();
        ConfigurationFile written = new ConfigurationFile(file, screen);
        Places places = data.places(surroundings.environment());
        ConfigResult read = read(StartOptions.passing(places.where(), places.home(), false), written);
        RunSettings settings = read.config().run();
        ExperimentId id = TrialogServer.newId();
        Path directory = directory(read.config(), places, id);
        StartOptions options = address.start(
                directory, places, false, durability.or(settings.durability()), surroundings.environment());
        written.warn(read.warnings());
        ProgramLog.level(settings.logLevel());
        surroundings.interruption().listen();
        try (RunningServer server = surroundings.servers().start(options)) {
            surroundings.interruption().on(server.stopRequest());
            screen.lines(new Announcement(screen.style()).of(server));
            return new ForegroundExperiment(server, surroundings, json, directory, places.suffix())
                    .follow(() -> server.create(id, read.config()), null);
        }
    }

    /** A directory of its own, unless one for many was named: where the configuration says, else in the home. */
    private static Path directory(ExperimentConfig config, Places places, ExperimentId id) {
        if (places.single() != null) {
            return places.single();
        }
        String folder = config.run().workingDirectory();
        return folder == null ? places.home().ofExperiment(id) : Path.of(folder).resolve(id.value());
    }

    private ConfigResult read(StartOptions options, ConfigurationFile written) {
        try {
            return surroundings.servers().configuration(options, file);
        } catch (InvalidConfigException e) {
            throw written.refused(e, "; nothing was started");
        }
    }
}
