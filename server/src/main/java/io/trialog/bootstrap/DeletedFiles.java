package io.trialog.bootstrap;

import io.trialog.engine.CommitListener;
import io.trialog.event.ExperimentDeleted;
import io.trialog.event.RecordedEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes the files of deleted experiments: puts their folder aside at once, and empties what is aside on a thread of its own,
 * also what an earlier server left there. Nothing happens when it is told of the same deletion again.
 */
final class DeletedFiles implements CommitListener, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DeletedFiles.class);

    private final Path dataDirectory;
    private final ExecutorService remover = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "trialog-remover");
        thread.setDaemon(true);
        return thread;
    });

    DeletedFiles(Path dataDirectory) {
        this.dataDirectory = dataDirectory;
    }

    /** Begins with what an earlier server left. */
    void start() {
        remover.execute(this::empty);
    }

    @Override
    public void committed(List<RecordedEvent> events) {
        events.forEach(this::heard);
    }

    /** An event, new or of the past. */
    void heard(RecordedEvent recorded) {
        if (recorded.event() instanceof ExperimentDeleted deleted) {
            Path folder = DataDirectory.experiment(dataDirectory, deleted.experiment());
            Path aside = DataDirectory.deleted(dataDirectory).resolve(deleted.experiment() + "-" + recorded.position());
            try {
                Files.createDirectories(aside.getParent());
                Files.move(folder, aside);
            } catch (NoSuchFileException e) {
                LOG.debug("there are no files of experiment {}", deleted.experiment());
            } catch (IOException e) {
                LOG.warn("the files of a deleted experiment stay in {}: {}", folder, e.toString());
            }
            remover.execute(this::empty);
        }
    }

    /** Gives up what is being removed: the next server goes on with it. */
    @Override
    public void close() {
        remover.shutdownNow();
    }

    private void empty() {
        Path folder = DataDirectory.deleted(dataDirectory);
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(DeletedFiles::remove);
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("the files of deleted experiments in {} could not be removed: {}", folder, e.toString());
        }
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
