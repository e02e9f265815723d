package io.trialog.bootstrap;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A data directory cannot be used. The message is for people: what is wrong and what to do. */
public final class DataDirectoryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient @Nullable ServerInfo owner;

    DataDirectoryException(String message, @Nullable ServerInfo owner) {
        super(message);
        this.owner = owner;
    }

    DataDirectoryException(String message, Throwable cause) {
        super(message, cause);
        this.owner = null;
    }

    /** The server that uses it, where that is the reason and the server has said who it is. */
    public Optional<ServerInfo> owner() {
        return Optional.ofNullable(owner);
    }
}
