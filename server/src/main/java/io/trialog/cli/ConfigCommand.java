package io.trialog.cli;

import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code trialog config}: the commands on configurations. */
@Command(
        name = "config",
        header = "Check, convert and explain configurations.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        subcommands = HelpCommand.class,
        optionListHeading = "%nOptions:%n",
        commandListHeading = "%nCommands:%n")
final class ConfigCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    ConfigCommand() {
        spec = CommandSpec.create(); // replaced by picocli
    }

    @Override
    public void run() {
        String commands = spec.subcommands().keySet().stream()
                .filter(name -> !name.equals("help"))
                .collect(Collectors.joining(", "));
        throw new ParameterException(spec.commandLine(), "a command is missing (expected: one of " + commands + ")");
    }
}
