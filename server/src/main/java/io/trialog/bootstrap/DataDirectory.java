package io.trialog.bootstrap;

<<<<<<< HEAD
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
            Files.createDirectories(
                    root, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            FileChannel channel =
                    FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
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
                .map(owner ->
                        "Open " + owner.url() + " or send experiments to it (POST /api/v1/experiments), stop it, or")
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
=======
import static java.nio.charset.StandardCharsets.UTF_8;

import io.trialog.event.ExperimentId;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One server's log and files. One process owns it at a time, and says in {@code server.json} who and where it is, so that
 * other commands find it:
 *
 * <pre>
 * lock                                       held by the owner while it lives
 * server.json                                the owner's pid, url, startedAt, version
 * secret                                     32 random bytes, from which trial tokens are made
 * log/                                       the event log
 * experiments/ID/trials/NUMBER/attempt-K/    what an attempt reads and writes
 * plugins/                                   plugins of this data directory
 * </pre>
 *
 * <p>Safe for use by any thread.
 */
public final class DataDirectory implements AutoCloseable {

    private static final int SECRET_BYTES = 32;

    /** {@link #owner} holds the lock for a moment; a claim that meets one must not fail. */
    private static final int TRIES = 10;

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Path folder;
    private final FolderLock lock;
    private ServerInfo info;
    private boolean closed;

    private DataDirectory(Path folder, FolderLock lock, ServerInfo info) {
        this.folder = folder;
        this.lock = lock;
        this.info = info;
    }

    /**
     * Makes this process the owner of a data directory, which is created if it is not there.
     *
     * @param url where this server will listen; see {@link #updateUrl}
     * @throws DataDirectoryException when another live process owns it, or it cannot be written
     */
    public static DataDirectory claim(Path folder, String url) {
        Path absolute = folder.toAbsolutePath().normalize();
        try {
            OwnerOnly.createFolder(absolute);
            FolderLock lock = lock(absolute);
            if (lock == null) {
                throw inUse(absolute, readInfo(absolute).orElse(null));
            }
            ServerInfo info = new ServerInfo(
                    ProcessHandle.current().pid(),
                    url,
                    Instant.now().truncatedTo(ChronoUnit.SECONDS),
                    ServerVersion.current());
            DataDirectory claimed = new DataDirectory(absolute, lock, info);
            try {
                claimed.writeInfo();
            } catch (IOException e) {
                lock.close();
                throw e;
            }
            return claimed;
        } catch (FileAlreadyExistsException e) {
            throw new DataDirectoryException("data directory " + absolute + ": a file (expected: a folder)", e);
        } catch (IOException e) {
            throw new DataDirectoryException("data directory " + absolute + ": cannot use: " + e, e);
        }
    }

    /**
     * The live server that owns a data directory; empty when there is none, or when it has just started and not said who it is.
     *
     * @throws DataDirectoryException when it cannot be read
     */
    public static Optional<ServerInfo> owner(Path folder) {
        try {
            Optional<ServerInfo> info = readInfo(folder);
            if (info.isEmpty()) {
                return info;
            }
            // the pid alone proves nothing: it may be another process's by now
            try (FolderLock free = FolderLock.tryLock(folder).orElse(null)) {
                return free == null ? info : Optional.empty();
            }
        } catch (IOException e) {
            throw new DataDirectoryException("data directory " + folder + ": cannot read: " + e, e);
        }
    }

    /** Says where this server really listens, once it does: a port may have been chosen by the system. */
    public synchronized void updateUrl(String url) {
        if (closed) {
            throw new IllegalStateException("data directory " + folder + ": closed (expected: open)");
        }
        info = new ServerInfo(info.pid(), url, info.startedAt(), info.version());
        try {
            writeInfo();
        } catch (IOException e) {
            throw new DataDirectoryException("data directory " + folder + ": cannot write server.json: " + e, e);
        }
    }

    /** The folder itself, absolute. */
    public Path path() {
        return folder;
    }

    /** What this server says about itself. */
    public synchronized ServerInfo info() {
        return info;
    }

    /** The folder of the event log. */
    public Path log() {
        return log(folder);
    }

    /** The folder of the event log of a data directory that need not be owned. */
    public static Path log(Path dataDirectory) {
        return dataDirectory.resolve("log");
    }

    /** The folder of the plugins of this data directory; may not be there. */
    public Path plugins() {
        return folder.resolve("plugins");
    }

    /** The folder of an attempt; may not be there. */
    public Path attempt(ExperimentId experiment, long trialNumber, int attempt) {
        return folder.resolve("experiments")
                .resolve(experiment.value())
                .resolve("trials")
                .resolve(Long.toString(trialNumber))
                .resolve("attempt-" + attempt);
    }

    /**
     * 32 random bytes that only this data directory has, made on first use. Never to be logged or shown.
     *
     * @throws DataDirectoryException when it cannot be read or written
     */
    public synchronized byte[] secret() {
        Path file = folder.resolve("secret");
        try {
            if (!Files.exists(file)) {
                byte[] made = new byte[SECRET_BYTES];
                new SecureRandom().nextBytes(made);
                OwnerOnly.replace(file, made);
            }
            byte[] secret = Files.readAllBytes(file);
            if (secret.length != SECRET_BYTES) {
                throw new DataDirectoryException(
                        file + ": " + secret.length + " bytes (expected: " + SECRET_BYTES
                                + "). Delete it to have a new one made; trials that run now can then not report.",
                        (ServerInfo) null);
            }
            return secret;
        } catch (IOException e) {
            throw new DataDirectoryException(file + ": cannot use: " + e, e);
        }
    }

    /** Gives the data directory up for others. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (lock) {
            Files.deleteIfExists(folder.resolve("server.json"));
        } catch (IOException e) {
            throw new DataDirectoryException("data directory " + folder + ": cannot give up: " + e, e);
        }
    }

    private void writeInfo() throws IOException {
        OwnerOnly.replace(folder.resolve("server.json"), info.toJson().getBytes(UTF_8));
    }

    private static @Nullable FolderLock lock(Path folder) throws IOException {
        for (int tries = 0; tries < TRIES; tries++) {
            Optional<FolderLock> lock = FolderLock.tryLock(folder);
            if (lock.isPresent()) {
                return lock.get();
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return null;
    }

    private static Optional<ServerInfo> readInfo(Path folder) throws IOException {
        try {
            return ServerInfo.parse(Files.readString(folder.resolve("server.json")));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static DataDirectoryException inUse(Path folder, @Nullable ServerInfo owner) {
        if (owner == null) {
            return new DataDirectoryException(
                    "data directory " + folder + " is in use by another process, which has not said its address yet."
                            + " Try again, or choose another with --data DIR.",
                    (ServerInfo) null);
        }
        return new DataDirectoryException(
                "data directory " + folder + " is in use by process " + owner.pid() + " (" + owner.url() + ", since "
                        + owner.startedAt() + "). Open that address, ask it with --server " + owner.url()
                        + ", stop it, or choose another with --data DIR.",
                owner);
    }
>>>>>>> log
}
