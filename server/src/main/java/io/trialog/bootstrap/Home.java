package io.trialog.bootstrap;

import io.trialog.event.ExperimentId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where the data directories of one user are:
 *
 * <pre>
 * ID/           the data directory of one experiment
 * server/       the data directory of {@code serve}
 * elsewhere/    a file for each data directory that is not here: it holds the path
 * plugins/      plugins of all of them
 * </pre>
 *
 * <p>A home that is itself a data directory, as older versions made it, counts as one more. Immutable; any thread.
 */
public final class Home {

    /** The variable of the environment that names it. */
    public static final String VARIABLE = "TRIALOG_HOME";

    private static final int NAME_DIGITS = 16;

    private final Path folder;

    /** The home in a folder, which need not be there yet. */
    public Home(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    /** The home that a process with this environment has: {@value #VARIABLE}, else {@code ~/.trialog}. */
    public static Home of(Map<String, String> environment) {
        String variable = environment.getOrDefault(VARIABLE, "");
        return new Home(variable.isBlank() ? Path.of(System.getProperty("user.home"), ".trialog") : Path.of(variable));
    }

    /** The folder itself, absolute. */
    public Path path() {
        return folder;
    }

    /** The data directory of the server that is not there for one experiment. */
    public Path ofServer() {
        return folder.resolve("server");
    }

    /** The data directory of an experiment that has one of its own. */
    public Path ofExperiment(ExperimentId id) {
        return folder.resolve(id.value());
    }

    /** Plugins for every data directory of this home; may not be there. */
    public Path plugins() {
        return folder.resolve("plugins");
    }

    /**
     * All data directories there are, each once, in no particular order.
     *
     * @throws DataDirectoryException when the home cannot be read
     */
    public List<Path> dataDirectories() {
        Set<Path> found = new LinkedHashSet<>();
        if (isDataDirectory(folder)) {
            found.add(folder);
        }
        filesIn(folder).stream()
                .filter(path -> !path.getFileName().toString().startsWith(".")) // half deleted
                .filter(Home::isDataDirectory)
                .forEach(found::add);
        for (Path pointer : filesIn(elsewhere())) {
            target(pointer).filter(Home::isDataDirectory).ifPresent(found::add);
        }
        return List.copyOf(found);
    }

    /**
     * Writes down where a data directory is, unless {@link #dataDirectories} finds it anyway.
     *
     * @throws DataDirectoryException when that cannot be written
     */
    public void register(Path dataDirectory) {
        Path absolute = dataDirectory.toAbsolutePath().normalize();
        if (absolute.equals(folder) || folder.equals(absolute.getParent())) {
            return;
        }
        Path pointer = pointer(absolute);
        try {
            if (target(pointer).filter(absolute::equals).isEmpty()) {
                OwnerOnly.createFolder(elsewhere());
                OwnerOnly.replace(pointer, (absolute + "\n").getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new DataDirectoryException(pointer + ": cannot write: " + e, e);
        }
    }

    /** Takes back {@link #register}. */
    public void forget(Path dataDirectory) {
        Path pointer = pointer(dataDirectory.toAbsolutePath().normalize());
        try {
            Files.deleteIfExists(pointer);
        } catch (IOException e) {
            throw new DataDirectoryException(pointer + ": cannot delete: " + e, e);
        }
    }

    /**
     * The live server of this home that listens on a port, and its data directory.
     *
     * @param asking the data directory of who asks: that it wants this port is written down already
     */
    Optional<Occupant> serverOn(int port, Path asking) {
        for (Path directory : dataDirectories()) {
            if (directory.equals(asking)) {
                continue;
            }
            try {
                Optional<ServerInfo> owner =
                        DataDirectory.owner(directory).filter(info -> info.url().endsWith(":" + port));
                if (owner.isPresent()) {
                    return Optional.of(new Occupant(directory, owner.get()));
                }
            } catch (DataDirectoryException e) {
                // another user's, perhaps: not ours
            }
        }
        return Optional.empty();
    }

    /** Whether a folder is a data directory. */
    public static boolean isDataDirectory(Path path) {
        return Files.isDirectory(DataDirectory.log(path));
    }

    /** A live server and where its data is. */
    record Occupant(Path dataDirectory, ServerInfo server) {}

    private Path elsewhere() {
        return folder.resolve("elsewhere");
    }

    private Path pointer(Path dataDirectory) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(dataDirectory.toString().getBytes(StandardCharsets.UTF_8));
            return elsewhere().resolve(HexFormat.of().formatHex(digest).substring(0, NAME_DIGITS));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static Optional<Path> target(Path pointer) {
        try {
            Path target = Path.of(Files.readString(pointer).strip());
            return Optional.of(target).filter(Path::isAbsolute);
        } catch (IOException | InvalidPathException e) {
            return Optional.empty(); // no pointer: somebody's own file
        }
    }

    private static List<Path> filesIn(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return new ArrayList<>(files.sorted().toList());
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        } catch (IOException e) {
            throw new DataDirectoryException("home " + folder + ": cannot read: " + e, e);
        }
    }
}
