package io.trialog.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** {@code trialog trial}: the commands on single trials. */
@Command(
        name = "trial",
        header = "Look at one trial, or cancel some.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        subcommands = HelpCommand.class,
        optionListHeading = "%nOptions:%n",
        commandListHeading = "%nCommands:%n")
final class TrialCommand extends GroupCommand {}
