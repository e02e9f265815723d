package io.trialog.port;

/** A projection's store could not be read or written. The log has it all: what the store held can be made again. */
public final class SortedStoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean isDamaged;

    private SortedStoreException(String message, Throwable cause, boolean isDamaged) {
        super(message, cause);
        this.isDamaged = isDamaged;
    }

    /** It cannot be used now; later it may. */
    public static SortedStoreException unusable(String message, Throwable cause) {
        return new SortedStoreException(message, cause, false);
    }

    /** What is in it is not what was written. */
    public static SortedStoreException damaged(String message, Throwable cause) {
        return new SortedStoreException(message, cause, true);
    }

    /** Whether it is of no use any more, and a new one is to be made. */
    public boolean isDamaged() {
        return isDamaged;
    }
}
