package io.trialog.cli;

import io.trialog.adapter.rocksdb.Durability;
import io.trialog.bootstrap.Home;
import java.nio.file.Path;

/**
 * What people decide about a server.
 *
 * @param data its data directory
 * @param host the address it listens on
 * @param port 0 for any free one
 * @param isPortWished whether the next free port will do when {@code port} is taken
 * @param view read-only: nothing runs
 * @param home where it is written down, and where plugins are
 */
record StartOptions(
        Path data, String host, int port, boolean isPortWished, boolean view, Durability durability, Home home) {

    /** A server that nobody but this process needs to find. */
    static StartOptions passing(Path data, Home home, boolean view) {
        return new StartOptions(data, "127.0.0.1", 0, true, view, Durability.SYNC, home);
    }
}
