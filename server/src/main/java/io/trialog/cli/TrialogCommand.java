package io.trialog.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code trialog}: the commands below it, and help when none is named. */
@Command(
        name = "trialog",
        header = "Hyperparameter tuning: runs experiments, and records everything in a log.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        subcommands = CommandLine.HelpCommand.class,
        optionListHeading = "%nOptions:%n",
        commandListHeading = "%nCommands:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:the experiment failed: no trial succeeded, or it is on hold because of an error",
            "2:the command line or the configuration is wrong",
            "3:there is no experiment of this id",
            "4:log replay: the tuner does not propose what is recorded",
            "65:log verify, log import: damaged",
            "69:the port or the data directory cannot be had",
            "70:a defect of Trialog",
            "130:stopped before it was complete (143 by SIGTERM, 129 by SIGHUP)"
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  trialog run experiment.yaml      run it, with progress here and on a page",
            "  trialog list                     see what has been run, and what runs",
            "  trialog top                      watch what runs"
        })
final class TrialogCommand implements Callable<Integer> {

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Print stack traces of errors.")
    private boolean debug;

    @Spec
    private CommandSpec spec;

    TrialogCommand() {
        spec = CommandSpec.create(); // replaced by picocli
    }

    /** The command line of these surroundings, ready to execute these arguments; without any, with all commands. */
    static CommandLine commandLine(Surroundings surroundings, String... arguments) {
        TrialogCommand root = new TrialogCommand();
        Screen screen = surroundings.screen();
        ErrorReport errors = new ErrorReport(screen, () -> root.debug);
        CommandLine line = new CommandLine(root);
        new Commands(surroundings).addTo(line, arguments);
        return line.setOut(new PrintWriter(screen.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(screen.err(), true, StandardCharsets.UTF_8))
                .setColorScheme(CommandLine.Help.defaultColorScheme(
                        screen.style().colours() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF))
                .setUsageHelpWidth(usageWidth(screen.terminal()))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors);
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return ExitCode.OK;
    }

    private static int usageWidth(Terminal terminal) {
        return terminal.isInteractive() ? Math.max(60, Math.min(120, terminal.columns())) : 100;
    }
}
