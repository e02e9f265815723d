package io.trialog.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** {@code trialog config}: the commands on configurations. */
@Command(
        name = "config",
        header = "Check, convert, explain and show configurations.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        subcommands = HelpCommand.class,
        optionListHeading = "%nOptions:%n",
        commandListHeading = "%nCommands:%n")
final class ConfigCommand extends GroupCommand {}
