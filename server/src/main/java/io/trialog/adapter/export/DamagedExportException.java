package io.trialog.adapter.export;

/** An export is not what was written. The message is for people: which line, and what is wrong with it. */
public final class DamagedExportException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Damage of one line. */
    public DamagedExportException(long line, String problem, Throwable cause) {
        super("line " + line + ": " + problem, cause);
    }

    DamagedExportException(long line, String problem) {
        super("line " + line + ": " + problem);
    }

    DamagedExportException(String problem) {
        super(problem);
    }
}
