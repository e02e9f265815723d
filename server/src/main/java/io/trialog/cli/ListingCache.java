package io.trialog.cli;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trialog.bootstrap.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was last listed of a data directory, in a file of its own beside the log. It counts only as long as no file of the log
 * has changed since: name, size and time of each are in it. May be deleted at any time.
 */
final class ListingCache {

    /** To be raised when {@link ExperimentJson} changes: what older versions wrote is then not used. */
    private static final int LAYOUT = 1;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Content> CONTENT = new TypeReference<>() {};

    private record Content(int layout, String log, List<Map<String, @Nullable Object>> experiments) {}

    private final Path directory;

    ListingCache(Path directory) {
        this.directory = directory;
    }

    /** The listing that was kept for exactly this log. */
    Optional<List<ListedExperiment>> read(String log) {
        try {
            Content content = JSON.readValue(file().toFile(), CONTENT);
            return content.layout() == LAYOUT && content.log().equals(log)
                    ? Optional.of(content.experiments().stream()
                            .map(ListedExperiment::new)
                            .toList())
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // none yet, or half of one
        }
    }

    /** Keeps a listing, if that is possible. */
    void write(String log, List<ListedExperiment> experiments) {
        Content content = new Content(
                LAYOUT, log, experiments.stream().map(ListedExperiment::json).toList());
        try {
            Path half = Files.createTempFile(directory, ".listed", ".part");
            Files.write(half, JSON.writeValueAsBytes(content));
            Files.move(half, file(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            // the directory may be somebody else's, or the disk full: it is read again next time
        }
    }

    /** What tells one state of the log's files from another. */
    String log() throws IOException {
        List<String> parts = new ArrayList<>();
        try (Stream<Path> files = Files.list(DataDirectory.log(directory))) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (!name.startsWith("LOG") && !name.equals("LOCK")) { // those change when it is only read
                    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                    parts.add(name + ":" + attributes.size() + ":"
                            + attributes.lastModifiedTime().toInstant());
                }
            }
        }
        return String.join(" ", parts);
    }

    private Path file() {
        return directory.resolve("listed.json");
    }
}
