package io.trialog.cli;

import io.trialog.bootstrap.DataDirectoryException;
import io.trialog.bootstrap.Home;
import io.trialog.cli.ExperimentListing.Entry;
import io.trialog.port.Neighbour;
import io.trialog.port.Neighbours;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What {@code trialog list} shows of a home, without the data directory of a server that tells of the others. */
final class HomeNeighbours implements Neighbours {

    private static final Logger LOG = LoggerFactory.getLogger(HomeNeighbours.class);

    private final Servers servers;
    private final Home home;
    private final Path own;

    HomeNeighbours(Servers servers, Home home, Path own) {
        this.servers = servers;
        this.home = home;
        this.own = own.toAbsolutePath().normalize();
    }

    @Override
    public List<Neighbour> experiments() {
        ExperimentListing listing = ExperimentListing.read(servers, others());
        listing.problems().forEach((directory, problem) -> LOG.debug("not listed: {}", problem));
        return listing.entries().stream().map(HomeNeighbours::neighbour).toList();
    }

    private List<Path> others() {
        try {
            return home.dataDirectories().stream()
                    .filter(directory -> !directory.equals(own))
                    .toList();
        } catch (DataDirectoryException e) {
            LOG.debug("nothing is listed", e);
            return List.of();
        }
    }

    private static Neighbour neighbour(Entry entry) {
        return new Neighbour(
                entry.experiment().json(), entry.directory(), entry.url().orElse(null));
    }
}
