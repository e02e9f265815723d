package io.trialog.bootstrap;

import io.trialog.adapter.export.DamagedExportException;
import io.trialog.adapter.export.ExportReader;
import io.trialog.adapter.rocksdb.Durability;
import io.trialog.adapter.rocksdb.RocksEventLog;
import io.trialog.event.RecordedEvent;
import io.trialog.port.EventLogException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes a data directory of an export. It is made beside its place and moved there when it is complete, so there is never
 * half of one. Used once, by one thread.
 */
public final class LogImport {

    private static final int BATCH = 1000;

    /**
     * What was imported.
     *
     * @param events how many events
     * @param damage why there are no more; null when the export was whole
     */
    public record Result(long events, @Nullable String damage) {}

    /** Somebody wants no more of it; nothing was made. */
    public static final class CanceledException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final Path folder;
    private final LongPredicate onEvent;
    private final AppliedEvents applied = new AppliedEvents();
    private final List<RecordedEvent> batch = new ArrayList<>();
    private long events;

    private LogImport(Path folder, LongPredicate onEvent) {
        this.folder = folder;
        this.onEvent = onEvent;
    }

    /**
     * Makes a data directory.
     *
     * @param folder absent or empty
     * @param partial whether to take the events before the first damage of a damaged export
     * @param onEvent is told how many events were read; false cancels
     * @throws StartupException when the folder is in use or cannot be written
     * @throws DamagedExportException when the export is damaged; nothing was made then
     * @throws CanceledException when it was canceled
     * @throws IOException when the export cannot be read
     */
    public static Result run(InputStream export, Path folder, boolean partial, LongPredicate onEvent)
            throws IOException {
        Path place = folder.toAbsolutePath().normalize();
        requireFree(place);
        Path half = beside(place);
        try {
            Result result = new LogImport(half, onEvent).read(export, partial);
            publish(half, place);
            return result;
        } finally {
            delete(half);
        }
    }

    private Result read(InputStream export, boolean partial) throws IOException {
        // nobody is told of anything before the log is closed, which syncs it
        try (RocksEventLog log = RocksEventLog.open(DataDirectory.log(folder), Durability.OS)) {
            String damage = null;
            try {
                ExportReader.read(export, event -> take(event, log));
            } catch (DamagedExportException e) {
                if (!partial || events == 0) {
                    throw e;
                }
                damage = e.getMessage();
            }
            log.append(batch);
            return new Result(events, damage);
        } catch (EventLogException e) {
            throw new StartupException(String.valueOf(e.getMessage()), e);
        }
    }

    private void take(RecordedEvent event, RocksEventLog log) {
        applied.apply(event);
        batch.add(event);
        events++;
        if (batch.size() == BATCH) {
            log.append(batch);
            batch.clear();
        }
        if (!onEvent.test(events)) {
            throw new CanceledException();
        }
    }

    private static void requireFree(Path place) {
        if (!Files.exists(place)) {
            return;
        }
        boolean empty = false;
        if (Files.isDirectory(place)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(place)) {
                empty = !entries.iterator().hasNext();
            } catch (IOException e) {
                throw new StartupException("data directory " + place + ": cannot read: " + e, e);
            }
        }
        if (!empty) {
            throw new StartupException("data directory " + place + ": there is something already (expected: a new or"
                    + " empty directory; an import never adds to or replaces a log)");
        }
    }

    private static Path beside(Path place) {
        try {
            Path parent = place.getParent();
            if (parent == null) {
                throw new StartupException("data directory " + place + ": the root (expected: a directory below it)");
            }
            OwnerOnly.createFolder(parent);
            return Files.createTempDirectory(
                    parent, "." + place.getFileName() + ".import-"); // only its owner may open it
        } catch (IOException e) {
            throw new StartupException("data directory " + place + ": cannot write: " + e, e);
        }
    }

    private static void publish(Path half, Path place) {
        try {
            sync(half);
            Files.move(half, place, StandardCopyOption.ATOMIC_MOVE); // over an empty directory, too
            sync(place.resolveSibling("."));
        } catch (IOException e) {
            throw new StartupException("data directory " + place + ": cannot move the import there: " + e, e);
        }
    }

    private static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
