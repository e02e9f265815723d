package io.trialog.port;

import java.util.List;

/** Knows the experiments that other data directories of the same home have. */
@FunctionalInterface
public interface Neighbours {

    /** None, where there is no home. */
    Neighbours NONE = List::of;

    /**
     * The experiments, newest first, as they are now; without those of directories that cannot be read. Reads files. Any
     * thread.
     */
    List<Neighbour> experiments();
}
