package io.trialog.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** {@code trialog log}: the commands on the log itself. */
@Command(
        name = "log",
        header = "Read the log that everything is recorded in.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        subcommands = HelpCommand.class,
        optionListHeading = "%nOptions:%n",
        commandListHeading = "%nCommands:%n")
final class LogCommand extends GroupCommand {}
