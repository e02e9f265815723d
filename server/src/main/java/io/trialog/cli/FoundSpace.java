package io.trialog.cli;

import io.trialog.event.ExperimentId;
import io.trialog.spi.space.SearchSpace;

/**
 * An experiment that somebody named, and what its configurations are made of.
 *
 * @param entry where it was found
 * @param space its search space now
 */
record FoundSpace(ExperimentListing.Entry entry, SearchSpace space) {

    static FoundSpace find(Surroundings surroundings, Places places, String typed) {
        ExperimentListing.Entry entry = new ExperimentFinder(surroundings.servers(), places).find(typed);
        try (RecordedData data = surroundings.servers().open(entry.directory())) {
            ExperimentId id = new ExperimentId(entry.experiment().id());
            return new FoundSpace(
                    entry, data.board().experiment(id).orElseThrow().config().searchSpace());
        }
    }

    ExperimentId id() {
        return new ExperimentId(entry.experiment().id());
    }
}
