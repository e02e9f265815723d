package io.trialog.cli;

import java.nio.file.Path;

/**
 * Events that somebody selected, in an opened data directory.
 *
 * @param directory the data directory
 * @param data what is recorded there
 * @param filter which events
 */
record SelectedEvents(Path directory, RecordedData data, EventFilter filter) implements AutoCloseable {

    @Override
    public void close() {
        data.close();
    }
}
