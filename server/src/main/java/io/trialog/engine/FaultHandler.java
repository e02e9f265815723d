package io.trialog.engine;

/** Ends the process when going on could lose or falsify what is recorded. */
@FunctionalInterface
public interface FaultHandler {

    /** The log could not be written, or an applier threw: memory and disk may differ. Stop, restart, replay. */
    void fatal(String what, Throwable cause);
}
