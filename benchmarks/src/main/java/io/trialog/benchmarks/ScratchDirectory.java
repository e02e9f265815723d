package io.trialog.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder for the data of one run, deleted at its end. It lies in the build folder and not in {@code /tmp}, which is
 * memory on many machines: an fsync there would cost nothing and say nothing.
 */
public final class ScratchDirectory implements AutoCloseable {

    private static final String TARGET_PROPERTY = "trialog.benchmarks.target";

    private final Path path;

    private ScratchDirectory(Path path) {
        this.path = path;
    }

    /** A new, empty one in {@link #target()}. */
    public static ScratchDirectory create() {
        try {
            return createIn(target());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new, empty one elsewhere. */
    public static ScratchDirectory createIn(Path folder) throws IOException {
        return new ScratchDirectory(Files.createTempDirectory(folder.toAbsolutePath(), "scratch"));
    }

    /** The build folder, which results go to as well: the system property {@value #TARGET_PROPERTY}, or {@code target}. */
    public static Path target() throws IOException {
        return Files.createDirectories(
                Path.of(System.getProperty(TARGET_PROPERTY, "target")).toAbsolutePath());
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /** The file system it lies on, for people: {@code ext4}. */
    public String fileSystem() {
        try {
            FileStore store = Files.getFileStore(path);
            return store.type();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(path)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
