package io.trialog.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** {@code trialog algo}: the commands on what configurations can name. */
@Command(
        name = "algo",
        header = "Look at tuners, assessors and training services.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        subcommands = HelpCommand.class,
        optionListHeading = "%nOptions:%n",
        commandListHeading = "%nCommands:%n")
final class AlgoCommand extends GroupCommand {}
