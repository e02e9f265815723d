package io.trialog.bootstrap;

import io.trialog.adapter.rocksdb.Durability;
import io.trialog.port.Neighbours;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a server is started.
 *
 * @param dataDirectory its log and files; made when it does not exist
 * @param host the address to listen on; beyond loopback a token is required
 * @param port the port to listen on; 0 for any free one
 * @param view whether it only shows what is recorded
 * @param durability what an acknowledged event survives
 * @param pluginDirectories folders of plugin folders, besides the data directory's own
 * @param token the server token; null draws one where one is required
 * @param home where the data directory is written down, so that it is found again; null for nowhere
 * @param isPortWished whether the next free port will do when {@code port} is taken
 * @param neighbours what other data directories have, for people who look at this one
 */
public record ServerOptions(
        Path dataDirectory,
        String host,
        int port,
        boolean view,
        Durability durability,
        List<Path> pluginDirectories,
        @Nullable String token,
        @Nullable Home home,
        boolean isPortWished,
        Neighbours neighbours) {

    public ServerOptions {
        dataDirectory = dataDirectory.toAbsolutePath().normalize();
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(durability, "durability");
        Objects.requireNonNull(neighbours, "neighbours");
        pluginDirectories = List.copyOf(pluginDirectories);
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port: " + port + " (expected: 0 to 65535)");
        }
    }

    /** In no home, on this port and no other. */
    public ServerOptions(
            Path dataDirectory,
            String host,
            int port,
            boolean view,
            Durability durability,
            List<Path> pluginDirectories,
            @Nullable String token) {
        this(dataDirectory, host, port, view, durability, pluginDirectories, token, null, false, Neighbours.NONE);
    }
}
