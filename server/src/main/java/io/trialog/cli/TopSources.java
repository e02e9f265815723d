package io.trialog.cli;

import io.trialog.event.ExperimentId;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The data directories that {@code trialog top} follows; new servers are found as they come. Used by one thread. */
final class TopSources implements AutoCloseable {

    private final Servers servers;
    private final Places places;
    private final @Nullable Path chosenDirectory;
    private final @Nullable ExperimentId chosen;
    private final Map<Path, TopSource> sources = new LinkedHashMap<>();

    /** Those of all live servers, or of one experiment. */
    TopSources(Servers servers, Places places, @Nullable Path chosenDirectory, @Nullable ExperimentId chosen) {
        this.servers = servers;
        this.places = places;
        this.chosenDirectory = chosenDirectory;
        this.chosen = chosen;
    }

    /** Looks again: what is shown now, newest first. */
    List<TopExperiment> look() {
        List<TopExperiment> experiments = new ArrayList<>();
        List<Path> directories = chosenDirectory == null ? places.directories() : List.of(chosenDirectory);
        for (Path directory : directories) {
            try {
                Optional<URI> url = servers.owner(directory);
                if (url.isPresent() || directory.equals(chosenDirectory)) {
                    TopSource source = source(directory);
                    source.catchUp();
                    experiments.addAll(source.experiments(url, chosen));
                } else {
                    forget(directory);
                }
            } catch (RuntimeException e) { // it has just been made, or deleted: the others all the same
                forget(directory);
            }
        }
        experiments.sort(Comparator.comparing(
                        (TopExperiment experiment) -> experiment.summary().createdAt())
                .reversed());
        return experiments;
    }

    @Override
    public void close() {
        sources.values().forEach(TopSource::close);
    }

    private TopSource source(Path directory) {
        TopSource known = sources.get(directory);
        if (known != null) {
            return known;
        }
        TopSource source = new TopSource(directory, servers.watch(directory));
        sources.put(directory, source);
        return source;
    }

    private void forget(Path directory) {
        TopSource source = sources.remove(directory);
        if (source != null) {
            source.close();
        }
    }
}
