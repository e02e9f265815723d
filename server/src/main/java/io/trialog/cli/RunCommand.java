package io.trialog.cli;

import io.trialog.experiment.ConfigResult;
import io.trialog.experiment.InvalidConfigException;
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
                    + "Ctrl-C stops the running trials and the server; 'trialog resume' goes on from there."
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
    private final DurabilityOption durability = new DurabilityOption();

    RunCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Screen screen = surroundings.screen();
        ConfigurationFile written = new ConfigurationFile(file, screen);
        Path directory = data.directory(surroundings.environment());
        StartOptions options = new StartOptions(
                directory, address.host(), address.port(surroundings.environment()), false, durability.mode());
        ConfigResult read = read(options, written);
        written.warn(read.warnings());
        ProgramLog.level(read.config().run().logLevel());
        surroundings.interruption().listen();
        try (RunningServer server = surroundings
                .servers()
                .start(options.with(durability.or(read.config().run().durability())))) {
            screen.lines(new Announcement(screen.style()).of(server));
            return new ForegroundExperiment(server, surroundings, directory, data.suffix())
                    .follow(() -> server.create(read.config()), null);
        }
    }

    private ConfigResult read(StartOptions options, ConfigurationFile written) {
        try {
            return surroundings.servers().configuration(options, file);
        } catch (InvalidConfigException e) {
            throw written.refused(e, "; nothing was started");
        }
    }
}
