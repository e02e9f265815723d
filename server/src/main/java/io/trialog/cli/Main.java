package io.trialog.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The program. */
public final class Main {

    private static final Logger LOG = LoggerFactory.getLogger(Main.class);

    private Main() {}

    /** Executes one command line and ends the process with its exit code. */
    public static void main(String[] arguments) {
        Map<String, String> environment = System.getenv();
        Screen screen = Screen.ofThisProcess(SystemTerminal.detect(environment));
        ProgramLog.start(screen);
        Interruption interruption = new Interruption(Signals::handle, exitCode -> {
            screen.endLive();
            screen.freshLine();
            Runtime.getRuntime().halt(exitCode);
        });
        Surroundings surroundings = new Surroundings(
                screen,
                System.in,
                new LocalServers(environment, Instant::now),
                interruption,
                Instant::now,
                ZoneId.systemDefault(),
                environment);
        int exitCode = execute(surroundings, arguments);
        screen.flush();
        System.exit(exitCode);
    }

    private static int execute(Surroundings surroundings, String[] arguments) {
        try {
            return TrialogCommand.commandLine(surroundings, arguments).execute(arguments);
        } catch (Error e) { // exceptions are reported already; of errors people should read a sentence, too
            LOG.error("the command ended by an error", e);
            surroundings.screen().endLive();
            surroundings.screen().complain("trialog: internal error: " + e + "; please report it");
            return ExitCode.INTERNAL;
        }
    }
}
