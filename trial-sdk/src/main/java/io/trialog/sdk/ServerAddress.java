package io.trialog.sdk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the server that owns the experiment listens; a resumed server may listen elsewhere. Used by one thread at a time. */
final class ServerAddress {

    private final @Nullable Path file;
    private volatile @Nullable String url;

    ServerAddress(@Nullable String url, @Nullable Path file) {
        this.url = url;
        this.file = file;
        if (url == null) {
            relocate();
        }
    }

    static ServerAddress of(TrialEnvironment environment) {
        return new ServerAddress(environment.serverUrl(), environment.serverFile());
    }

    /** The address in use; {@code null} when nothing has told one yet. */
    @Nullable
    String url() {
        return url;
    }

    /** Reads the server file again; whether it names another address than the one in use, which it then is. */
    boolean relocate() {
        String found = readFile();
        if (found == null || found.equals(url)) {
            return false;
        }
        url = found;
        return true;
    }

    private @Nullable String readFile() {
        if (file == null) {
            return null;
        }
        try {
            return Json.parse(Files.readString(file)) instanceof Map<?, ?> fields
                            && fields.get("url") instanceof String found
                    ? found
                    : null;
        } catch (IOException | JsonException absentOrBeingWritten) {
            return null;
        }
    }

    @Override
    public String toString() {
        return String.valueOf(url);
    }
}
