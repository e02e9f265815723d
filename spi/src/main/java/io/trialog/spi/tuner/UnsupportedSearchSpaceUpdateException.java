package io.trialog.spi.tuner;

/** This tuner cannot change its search space while it runs; the update is refused and the experiment goes on. */
public final class UnsupportedSearchSpaceUpdateException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Refuses an update. */
    public UnsupportedSearchSpaceUpdateException() {
        super("this tuner cannot change its search space while it runs");
    }
}
