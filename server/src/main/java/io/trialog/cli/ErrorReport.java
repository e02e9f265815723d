package io.trialog.cli;

import io.trialog.port.EventLogException;
import io.trialog.spi.problem.NearMiss;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in a sentence what went wrong. Stack traces go to the log, and to people who ask for them. */
final class ErrorReport implements IParameterExceptionHandler, IExecutionExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ErrorReport.class);

    private final Screen screen;
    private final BooleanSupplier debug;

    ErrorReport(Screen screen, BooleanSupplier debug) {
        this.screen = screen;
        this.debug = debug;
    }

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        screen.endLive();
        screen.complain("trialog: " + message(e));
        screen.complain("'" + command.getCommandSpec().qualifiedName() + " --help' shows what is possible");
        trace(e);
        return ExitCode.USAGE;
    }

    private static String message(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched) {
            String written = unmatched.getUnmatched().get(0);
            CommandSpec spec = e.getCommandLine().getCommandSpec();
            boolean option = written.startsWith("-");
            String what = option ? "option" : spec.subcommands().isEmpty() ? "argument" : "command";
            return "unknown " + what + " " + PrintableText.of(written, 60)
                    + NearMiss.hint(
                            written,
                            option
                                    ? spec.optionsMap().keySet()
                                    : spec.subcommands().keySet());
        }
        return String.valueOf(e.getMessage());
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        screen.endLive();
        if (e instanceof CommandFailure failure) {
            screen.complain("trialog: " + failure.getMessage());
            trace(e);
            return failure.exitCode();
        }
        if (e instanceof EventLogException) { // damage, or a newer server's log, seen while it is read
            screen.complain("trialog: " + e.getMessage());
            trace(e);
            return ExitCode.UNAVAILABLE;
        }
        LOG.error("the command ended by a defect [command: {}]", command.getCommandName(), e);
        screen.complain("trialog: internal error: " + e
                + (debug.getAsBoolean() ? "" : "; --debug shows where; please report it"));
        trace(e);
        return ExitCode.INTERNAL;
    }

    private void trace(Exception e) {
        if (debug.getAsBoolean()) {
            StringWriter text = new StringWriter();
            e.printStackTrace(new PrintWriter(text));
            screen.complain(text.toString().stripTrailing());
        }
    }
}
