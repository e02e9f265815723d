package io.trialog.bootstrap;

import io.trialog.engine.FaultHandler;
import io.trialog.port.EventLogException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends the process at once: what is in memory may differ from what is on disk, and only the disk counts. */
final class HaltOnFault implements FaultHandler {

    /** EX_SOFTWARE of sysexits. */
    private static final int EXIT_CODE = 70;

    private static final Logger LOG = LoggerFactory.getLogger(HaltOnFault.class);

    @Override
    public void fatal(String what, Throwable cause) {
        LOG.error("{}; the process ends, running trials go on: start the server again", what, cause);
        String why = cause instanceof EventLogException ? cause.getMessage() : cause.toString();
        System.err.println("trialog: " + what + ": " + why + "; running trials go on: start the server again");
        Runtime.getRuntime().halt(EXIT_CODE);
    }
}
