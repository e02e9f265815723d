package io.trialog.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A server as scripts read it in the line that {@code serve} and {@code view} begin with. */
final class StartedServerJson {

    private StartedServerJson() {}

    /** The server of this process. */
    static Map<String, @Nullable Object> of(RunningServer server, Path dataDirectory) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("url", server.url().toString());
        json.put("pid", ProcessHandle.current().pid());
        json.put("dataDirectory", text(dataDirectory));
        server.token().ifPresent(token -> json.put("token", token));
        return json;
    }

    /** A server of another process. */
    static Map<String, @Nullable Object> of(URI other, Path dataDirectory) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("url", other.toString());
        json.put("dataDirectory", text(dataDirectory));
        return json;
    }

    private static String text(Path directory) {
        return directory.toAbsolutePath().toString();
    }
}
