package io.trialog.adapter.snapshot;

import io.trialog.port.EventLog;
import io.trialog.port.EventLogException;
import io.trialog.port.SnapshotHeader;
import io.trialog.port.SnapshotHeader.Kind;
import io.trialog.port.SnapshotLine;
import io.trialog.port.SnapshotStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Snapshots as files in a folder, {@code state-00000000000000123456.jsonl} for the state at position 123456. A file appears
 * under its name when all of it is on disk.
 */
public final class SnapshotFiles implements SnapshotStore {

    private static final Logger LOG = LoggerFactory.getLogger(SnapshotFiles.class);
    private static final int KEPT = 2;
    private static final String UNFINISHED = ".new";

    private final Path folder;
    private final boolean besideServer;

    private SnapshotFiles(Path folder, boolean besideServer) {
        this.folder = folder;
        this.besideServer = besideServer;
    }

    /** The snapshots in a folder of this process; it is made by the first one. */
    public static SnapshotFiles in(Path folder) {
        return new SnapshotFiles(folder, false);
    }

    /** The snapshots in the folder of a server that may be running: files may come and go, which is not worth a warning. */
    public static SnapshotFiles besideServer(Path folder) {
        return new SnapshotFiles(folder, true);
    }

    @Override
    public void save(SnapshotHeader header, Stream<SnapshotLine> lines) {
        Path file = folder.resolve(
                prefix(header.kind()) + String.format(Locale.ROOT, "%020d", header.position()) + ".jsonl");
        Path half = file.resolveSibling(file.getFileName() + UNFINISHED);
        try {
            Files.createDirectories(folder);
            deleteAll(list(prefix(header.kind()) + "*" + UNFINISHED)); // of a process that was killed
            try {
                SnapshotFile.write(half, header, lines);
                Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(half);
            }
            deleteOthers(newestFirst(header.kind()), file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot write: " + e, e);
        }
    }

    @Override
    public <T> Optional<Found<T>> newest(Kind kind, EventLog log, Function<Stream<SnapshotLine>, T> reader) {
        try {
            for (Path file : newestFirst(kind)) {
                Optional<Found<T>> found = usable(file, kind, log, reader);
                if (found.isPresent()) {
                    return found;
                }
            }
        } catch (IOException e) {
            passOver(folder, e.toString());
        }
        return Optional.empty();
    }

    private <T> Optional<Found<T>> usable(
            Path file, Kind kind, EventLog log, Function<Stream<SnapshotLine>, T> reader) {
        String why;
        try {
            why = SnapshotFile.damage(file);
            if (why == null) {
                return Optional.of(SnapshotFile.read(file, (header, lines) -> {
                    String objection = header.kind() == kind ? header.objection(log) : "it is of kind " + header.kind();
                    if (objection != null) {
                        throw new IllegalArgumentException(objection);
                    }
                    return new Found<>(header.position(), reader.apply(lines));
                }));
            }
        } catch (NoSuchFileException e) {
            LOG.debug("a snapshot is gone: newer ones took its place [{}]", file);
            return Optional.empty();
        } catch (EventLogException e) {
            throw e; // the log is what is damaged
        } catch (IOException | RuntimeException e) {
            why = String.valueOf(e.getMessage());
        }
        passOver(file, why);
        return Optional.empty();
    }

    private void passOver(Path file, @Nullable String why) {
        if (besideServer) {
            LOG.debug("a snapshot is not used: {} [{}]", why, file);
        } else {
            LOG.warn("a snapshot is not used, the log is read instead: {} [{}]", why, file);
        }
    }

    private List<Path> newestFirst(Kind kind) throws IOException {
        List<Path> files = list(prefix(kind) + "*.jsonl");
        files.sort(Comparator.comparing((Path file) -> file.getFileName().toString())
                .reversed());
        return files;
    }

    private List<Path> list(String pattern) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, pattern)) {
            found.forEach(files::add);
        } catch (NoSuchFileException | NotDirectoryException e) {
            LOG.debug("there are no snapshots [{}]", folder);
        }
        return files;
    }

    /** Those behind it are of a log that lost its end; of the older ones one is enough. */
    private static void deleteOthers(List<Path> newestFirst, Path file) throws IOException {
        int at = newestFirst.indexOf(file);
        for (int i = 0; i < newestFirst.size(); i++) {
            if (i < at || i >= at + KEPT) {
                Files.deleteIfExists(newestFirst.get(i));
            }
        }
    }

    private static void deleteAll(List<Path> files) throws IOException {
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }

    private static String prefix(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT) + "-";
    }
}
