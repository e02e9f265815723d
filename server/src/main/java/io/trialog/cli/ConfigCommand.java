package io.trialog.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** {@code trialog config}: the commands on configurations. */
@Command(
        name = "config",
        header = "Look at the configurations of experiments.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        subcommands = HelpCommand.class,
        optionListHeading = "%nOptions:%n",
        commandListHeading = "%nCommands:%n")
final class ConfigCommand extends GroupCommand {}
