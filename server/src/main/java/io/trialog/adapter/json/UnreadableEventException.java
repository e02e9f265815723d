package io.trialog.adapter.json;

import org.jspecify.annotations.Nullable;

/** A stored event cannot be read: it is damaged, or a newer server wrote it. The message names its position. */
public final class UnreadableEventException extends RuntimeException {

    /** What to do about an event of the future. */
    static final String NEWER = "A newer server wrote it: open this log with that version or a later one.";

    private static final long serialVersionUID = 1L;

    public UnreadableEventException(String message) {
        super(message);
    }

    UnreadableEventException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
