package io.trialog.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;

/** The program. */
public final class Main {

    private Main() {}

    /** Executes one command line and ends the process with its exit code. */
    public static void main(String[] arguments) {
        Map<String, String> environment = System.getenv();
        Screen screen = Screen.ofThisProcess(SystemTerminal.detect(environment));
        ProgramLog.start(screen);
        Interruption interruption = new Interruption(exitCode -> {
            screen.endLive();
            Runtime.getRuntime().halt(exitCode);
        });
        Surroundings surroundings = new Surroundings(
                screen,
                new LocalServers(environment, Instant::now),
                interruption,
                Instant::now,
                ZoneId.systemDefault(),
                environment);
        int exitCode = TrialogCommand.commandLine(surroundings).execute(arguments);
        screen.flush();
        System.exit(exitCode);
    }
}
