package io.trialog.cli;

import io.trialog.bootstrap.DataDirectory;
import io.trialog.bootstrap.DataDirectoryException;
import io.trialog.cli.ExperimentListing.Entry;
import io.trialog.event.ExperimentId;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Takes experiments away: with their data directory where they have it to themselves, else out of it. */
final class ExperimentRemoval {

    private final Surroundings surroundings;
    private final Places places;

    ExperimentRemoval(Surroundings surroundings, Places places) {
        this.surroundings = surroundings;
        this.places = places;
    }

    /** @throws CommandFailure when it runs, or cannot be deleted */
    void remove(Entry entry) {
        String id = entry.experiment().id();
        if (entry.isLive()) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "experiment " + id + " is not at rest: "
                            + entry.experiment().stateText() + " (expected: 'trialog stop " + id + "' first)");
        }
        Path directory = entry.directory();
        boolean isAlone = directory.endsWith(id)
                && surroundings.servers().list(directory).experiments().size() == 1;
        if (isAlone && surroundings.servers().owner(directory).isEmpty()) {
            removeDirectory(directory);
        } else {
            new ChangingServer(surroundings, places).change(entry, server -> {
                server.delete(new ExperimentId(id));
                return id;
            });
        }
    }

    /** Claims it first, so that no server starts in what is being deleted. */
    private void removeDirectory(Path directory) {
        Path trash = directory.resolveSibling("." + directory.getFileName() + ".deleted");
        try (DataDirectory claimed = DataDirectory.claim(directory, "http://deleted.invalid")) {
            Files.move(claimed.path(), trash);
            places.home().forget(directory);
            Files.walkFileTree(trash, new Deletion());
        } catch (IOException | DataDirectoryException e) {
            Path left = Files.exists(trash) ? trash : directory;
            throw new CommandFailure(ExitCode.UNAVAILABLE, left + ": cannot be deleted: " + e.getMessage(), e);
        }
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) throws IOException {
            if (e != null) {
                throw e;
            }
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
