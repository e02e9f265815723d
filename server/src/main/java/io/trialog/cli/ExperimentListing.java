package io.trialog.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The experiments of many data directories. What one of them has wrong with it hides nothing of the others. */
final class ExperimentListing {

    private static final int READERS = 4;

    private final Map<Path, DirectoryListing> directories = new LinkedHashMap<>();
    private final Map<Path, String> problems = new LinkedHashMap<>();

    private ExperimentListing() {}

    /**
     * An experiment and where it is.
     *
     * @param url the live server that has it, if there is one
     */
    record Entry(ListedExperiment experiment, Path directory, Optional<URI> url) {

        /** Whether it runs, or is on hold, in a live server; those that came to rest there do not. */
        boolean isLive() {
            return url.isPresent() && experiment.isUnderWay();
        }
    }

    /** Reads them, several at a time. */
    static ExperimentListing read(Servers servers, List<Path> directories) {
        ExperimentListing listing = new ExperimentListing();
        ExecutorService readers = Executors.newFixedThreadPool(READERS);
        try {
            List<Callable<DirectoryListing>> tasks = new ArrayList<>();
            directories.forEach(directory -> tasks.add(() -> servers.list(directory)));
            List<Future<DirectoryListing>> results = readers.invokeAll(tasks);
            for (int i = 0; i < directories.size(); i++) {
                listing.take(directories.get(i), results.get(i));
            }
            return listing;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.INTERRUPTED, "interrupted while experiments were listed", e);
        } finally {
            readers.shutdown();
        }
    }

    /** All experiments, newest first. */
    List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        directories.forEach((directory, listing) -> listing.experiments()
                .forEach(experiment -> entries.add(new Entry(experiment, directory, listing.url()))));
        entries.sort(Comparator.comparing((Entry entry) -> entry.experiment().createdAt())
                .reversed());
        return entries;
    }

    /** The data directories that could be read. */
    Map<Path, DirectoryListing> directories() {
        return directories;
    }

    /** What is wrong with the others. */
    Map<Path, String> problems() {
        return problems;
    }

    private void take(Path directory, Future<DirectoryListing> result) throws InterruptedException {
        try {
            directories.put(directory, result.get());
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            problems.put(directory, cause instanceof CommandFailure ? cause.getMessage() : cause.toString());
        }
    }
}
