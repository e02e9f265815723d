package io.trialog.cli;

import io.trialog.adapter.rocksdb.Durability;
import java.nio.file.Path;

/**
 * What people decide about a server.
 *
 * @param data its data directory
 * @param host the address it listens on
 * @param port 0 for any free one
 * @param view read-only: nothing runs
 */
record StartOptions(Path data, String host, int port, boolean view, Durability durability) {

    StartOptions with(Durability other) {
        return new StartOptions(data, host, port, view, other);
    }
}
