package io.trialog.cli;

import io.trialog.experiment.ConfigResult;
import io.trialog.experiment.InvalidConfigException;
import java.nio.file.Files;
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
        if (!Files.isRegularFile(file)) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    file + ": " + (Files.isDirectory(file) ? "is a directory" : "no such file")
                            + " (expected: the configuration of an experiment)");
        }
        Screen screen = surroundings.screen();
        Path directory = data.directory(surroundings.environment());
        StartOptions options = new StartOptions(
                directory, address.host(), address.port(surroundings.environment()), false, durability.mode());
        ConfigResult read = read(options);
        read.warnings()
                .forEach(warning ->
                        screen.complain(screen.style().warning("warning: ") + warning.render(file.toString())));
        surroundings.interruption().listen();
        try (RunningServer server = surroundings.servers().start(options)) {
            screen.lines(new Announcement(screen.style()).of(server));
            return new ForegroundExperiment(server, surroundings, directory, data.suffix())
                    .follow(() -> server.create(read.config()), null);
        }
    }

    private ConfigResult read(StartOptions options) {
        try {
            return surroundings.servers().configuration(options, file);
        } catch (InvalidConfigException e) {
            int problems = e.problems().size();
            throw new CommandFailure(
                    ExitCode.USAGE,
                    file + " has " + (problems == 1 ? "a problem" : problems + " problems") + "; nothing was started\n"
                            + e.render(file.toString()),
                    e);
        }
    }
}
