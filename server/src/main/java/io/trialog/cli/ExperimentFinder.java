package io.trialog.cli;

import io.trialog.event.ExperimentId;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds experiments by id, or the beginning of one, in all data directories of a place. */
final class ExperimentFinder {

    private final Servers servers;
    private final Places places;

    ExperimentFinder(Servers servers, Places places) {
        this.servers = servers;
        this.places = places;
    }

    /**
     * Opens the data directory of the experiment: the one named after it first, then all others.
     *
     * @throws CommandFailure when there is no such experiment, or its data cannot be read
     */
    OpenedExperiment open(String typed) {
        Path single = places.single();
        if (single != null) {
            return openIn(single, typed);
        }
        return openOwn(typed).orElseGet(() -> openListed(typed));
    }

    /** Where the experiment is, for commands that do not read its data. */
    ExperimentListing.Entry find(String typed) {
        List<Path> directories = ownFirst(typed);
        ExperimentListing listing = ExperimentListing.read(servers, directories);
        List<ExperimentListing.Entry> entries = listing.entries();
        if (directories.size() == 1
                && places.single() == null
                && entries.stream().noneMatch(entry -> entry.experiment().id().equals(typed))) {
            listing = ExperimentListing.read(servers, places.directories());
            entries = listing.entries();
        }
        return require(typed, listing);
    }

    private List<Path> ownFirst(String typed) {
        Optional<Path> own = ExperimentId.isValid(typed) ? places.own(new ExperimentId(typed)) : Optional.empty();
        return own.map(List::of).orElseGet(places::directories);
    }

    private Optional<OpenedExperiment> openOwn(String typed) {
        if (!ExperimentId.isValid(typed)) {
            return Optional.empty();
        }
        ExperimentId id = new ExperimentId(typed);
        Path directory = places.own(id).orElse(null);
        if (directory == null) {
            return Optional.empty();
        }
        RecordedData data = servers.open(directory);
        if (data.board().experiment(id).isPresent()) {
            return Optional.of(new OpenedExperiment(directory, data, id));
        }
        data.close();
        return Optional.empty();
    }

    private OpenedExperiment openListed(String typed) {
        ExperimentListing.Entry entry = require(typed, ExperimentListing.read(servers, places.directories()));
        return openIn(entry.directory(), entry.experiment().id());
    }

    private ExperimentListing.Entry require(String typed, ExperimentListing listing) {
        List<ExperimentListing.Entry> entries = listing.entries();
        List<String> ids =
                entries.stream().map(entry -> entry.experiment().id()).toList();
        try {
            String id = new KnownExperiments(ids, places.where()).require(typed);
            return entries.get(ids.indexOf(id));
        } catch (CommandFailure unknown) {
            if (listing.problems().isEmpty()) {
                throw unknown;
            }
            String unread = String.join("\ntrialog: ", listing.problems().values());
            throw new CommandFailure(
                    unknown.exitCode(), unknown.getMessage() + "\ntrialog: not looked at: " + unread, unknown);
        }
    }

    private OpenedExperiment openIn(Path directory, String typed) {
        RecordedData data = servers.open(directory);
        try {
            List<String> ids = data.board().experiments().stream()
                    .map(experiment -> experiment.id().value())
                    .toList();
            return new OpenedExperiment(
                    directory, data, new ExperimentId(new KnownExperiments(ids, places.where()).require(typed)));
        } catch (CommandFailure e) {
            data.close();
            throw e;
        }
    }
}
