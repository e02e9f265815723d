package io.trialog.bootstrap;

import io.trialog.spi.training.AttemptKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A data directory: where things lie in it, and who owns it. One process at a time does, by a lock that ends with it.
 *
 * <pre>
 *   lock                                  held by the owner
 *   server.json                           who that is and where it answers
 *   secret                                from which trial tokens are computed; readable by its owner only
 *   server.log                            what the program logs
 *   log/                                  the event log
 *   plugins/NAME/                         plugins of this data directory
 *   experiments/ID/trials/NUMBER/attempt-K/   what attempts write
 * </pre>
 */
final class DataDirectory implements AutoCloseable {

    private static final int SECRET_BYTES = 32;

    private final Path root;
    private final @Nullable FileChannel channel;
    private final ServerFile serverFile;

    private DataDirectory(Path root, @Nullable FileChannel channel) {
        this.root = root;
        this.channel = channel;
        this.serverFile = new ServerFile(root.resolve("server.json"));
    }

    /**
     * Takes a data directory over; makes it when it does not exist.
     *
     * @param url where this process will answer
     * @throws StartupException when another process owns it: says which, and how to reach it
     */
    static DataDirectory claim(Path root, String url) {
        try {
            Files.createDirectories(root, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            FileChannel channel = FileChannel.open(
                    root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!lock(channel)) {
                channel.close();
                throw new StartupException(inUse(root));
            }
            DataDirectory directory = new DataDirectory(root.toRealPath(), channel);
            directory.updateUrl(url);
            return directory;
        } catch (IOException e) {
            throw new StartupException(
                    "data directory " + root + " cannot be used: " + e + "; choose another with --data DIR", e);
        }
    }

    /** A data directory to look at, without owning it. */
    static DataDirectory view(Path root) {
        if (!Files.isDirectory(root.resolve("log"))) {
            throw new StartupException("there is no data in " + root
                    + " (expected: the data directory of an earlier run; name it with --data DIR)");
        }
        return new DataDirectory(root, null);
    }

    /** Who owns a data directory now, if anybody does. */
    static Optional<ServerFile.Owner> owner(Path root) {
        return new ServerFile(root.resolve("server.json")).read().filter(ServerFile.Owner::isAlive);
    }

    Path root() {
        return root;
    }

    /** The folder of the event log. */
    Path log() {
        return root.resolve("log");
    }

    /** The folder of plugin folders. */
    Path plugins() {
        return root.resolve("plugins");
    }

    /** The file that tells trials where the server is. */
    Path serverFile() {
        return serverFile.path();
    }

    /** The directory of an attempt. */
    Path attempt(AttemptKey key) {
        return root.resolve("experiments")
                .resolve(key.experimentId())
                .resolve("trials")
                .resolve(Long.toString(key.trialNumber()))
                .resolve("attempt-" + key.attempt());
    }

    /** Tells others where this process answers; nothing for a directory that is only looked at. */
    void updateUrl(String url) {
        if (channel != null) {
            serverFile.write(new ServerFile.Owner(ProcessHandle.current().pid(), url, Instant.now()));
        }
    }

    /** The secret from which trial tokens are computed; drawn at the first use. Never to be logged. */
    byte[] secret() {
        Path file = root.resolve("secret");
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException absent) {
            return drawSecret(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (channel == null) {
            return;
        }
        try {
            Files.deleteIfExists(serverFile.path());
            channel.close(); // and with it the lock
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException thisProcess) {
            return false;
        }
    }

    private static String inUse(Path root) {
        String who = owner(root)
                .map(owner -> "process " + owner.pid() + " (" + owner.url() + ", since " + owner.startedAt() + ")")
                .orElse("another process");
        String where = owner(root)
                .map(owner -> "Open " + owner.url() + " or send experiments to it (POST /api/v1/experiments), stop it, or")
                .orElse("Stop it, or");
        return "data directory " + root + " is in use by " + who + ". " + where + " choose another with --data DIR.";
    }

    private byte[] drawSecret(Path file) {
        byte[] secret = new byte[SECRET_BYTES];
        if (channel == null) {
            return secret; // looking only: nobody is given a token
        }
        new SecureRandom().nextBytes(secret);
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(file, secret);
            return secret;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
