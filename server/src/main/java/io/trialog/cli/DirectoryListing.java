package io.trialog.cli;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The experiments of one data directory, as they are now.
 *
 * @param experiments newest first
 * @param url the live server of the directory, if there is one
 */
record DirectoryListing(List<ListedExperiment> experiments, Optional<URI> url) {

    DirectoryListing {
        experiments = List.copyOf(experiments);
    }
}
