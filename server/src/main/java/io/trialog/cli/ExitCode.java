package io.trialog.cli;

/** What scripts learn from how the command ended. The numbers never change. */
final class ExitCode {

    static final int OK = 0;
    /** The experiment failed: no trial succeeded, or it is held because of an error. */
    static final int EXPERIMENT_FAILED = 1;
    /** The command line or a configuration is wrong. */
    static final int USAGE = 2;

    static final int UNKNOWN_ID = 3;
    /** Replay found that the tuner no longer proposes what is recorded. */
    static final int DIFFERENT = 4;
    /** A log or an export is damaged; {@code EX_DATAERR} of sysexits.h. */
    static final int DAMAGED = 65;
    /** The port or the data directory cannot be had; {@code EX_UNAVAILABLE} of sysexits.h. */
    static final int UNAVAILABLE = 69;
    /** A defect; {@code EX_SOFTWARE} of sysexits.h. */
    static final int INTERNAL = 70;
    /** Stopped before it was complete. A signal's own number is 128 + signal: 130 for Ctrl-C, 143 for SIGTERM. */
    static final int INTERRUPTED = 130;

    private ExitCode() {}
}
