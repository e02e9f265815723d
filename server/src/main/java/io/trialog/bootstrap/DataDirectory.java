package io.trialog.bootstrap;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trialog.event.ExperimentId;
import io.trialog.spi.training.AttemptKey;
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
 * series/                                    the curves of trials, made from the log; may be deleted
 * snapshots/                                 pictures of what the log means, to start quickly; may be deleted
 * experiments/ID/trials/NUMBER/attempt-K/    what an attempt reads and writes
 * experiments/ID/code/                       the experiment's working copy of the trial code, if it has one
 * plugins/                                   plugins of this data directory
 * listed.json                                what was last listed of it, to list quickly; may be deleted
 * </pre>
 *
 * <p>Safe for use by any thread.
 */
public final class DataDirectory implements AutoCloseable {

    private static final int SECRET_BYTES = 32;

    private static final String SERVER_FILE = "server.json";

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
            throw new DataDirectoryException("data directory " + absolute + ": cannot use: " + why(e), e);
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
            throw new DataDirectoryException("data directory " + folder + ": cannot write server.json: " + why(e), e);
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

    /** The folder of the event log of a data directory. */
    public static Path log(Path dataDirectory) {
        return dataDirectory.resolve("log");
    }

    /** The folder of the snapshots of a data directory; may not be there. */
    public static Path snapshots(Path dataDirectory) {
        return dataDirectory.resolve("snapshots");
    }

    /** The folder of the metric series of a data directory; may not be there. */
    static Path series(Path dataDirectory) {
        return dataDirectory.resolve("series");
    }

    /** The folder of the plugins of a data directory; may not be there. */
    public static Path plugins(Path dataDirectory) {
        return dataDirectory.resolve("plugins");
    }

    /** The folder of the positions of event feeds; may not be there. */
    static Path feeds(Path dataDirectory) {
        return dataDirectory.resolve("feeds");
    }

    /** The folder of an experiment; may not be there. */
    static Path experiment(Path dataDirectory, ExperimentId experiment) {
        return dataDirectory.resolve("experiments").resolve(experiment.value());
    }

    /** Where the folders of deleted experiments are while they are being removed; may not be there. */
    static Path deleted(Path dataDirectory) {
        return dataDirectory.resolve("deleted");
    }

    /** The folder of an attempt; may not be there. */
    public static Path attempt(Path dataDirectory, AttemptKey key) {
        return trial(dataDirectory, new ExperimentId(key.experimentId()), key.trialNumber())
                .resolve("attempt-" + key.attempt());
    }

    /** The folder for what a trial goes on from; may not be there. */
    static Path checkpoint(Path dataDirectory, ExperimentId experiment, long trial) {
        return trial(dataDirectory, experiment, trial).resolve("checkpoint");
    }

    private static Path trial(Path dataDirectory, ExperimentId experiment, long number) {
        return experiment(dataDirectory, experiment).resolve("trials").resolve(Long.toString(number));
    }

    /** Where an experiment's working copy of the trial code is, if it has one. */
    public static Path workingCopy(Path dataDirectory, ExperimentId experiment) {
        return dataDirectory.resolve("experiments").resolve(experiment.value()).resolve("code");
    }

    /** The file that says who owns a data directory, and where that server answers. */
    public static Path serverFile(Path dataDirectory) {
        return dataDirectory.resolve(SERVER_FILE);
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
            throw new DataDirectoryException(file + ": cannot use: " + why(e), e);
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
            Files.deleteIfExists(folder.resolve(SERVER_FILE));
        } catch (IOException e) {
            throw new DataDirectoryException("data directory " + folder + ": cannot give up: " + e, e);
        }
    }

    private void writeInfo() throws IOException {
        OwnerOnly.replace(folder.resolve(SERVER_FILE), info.toJson().getBytes(UTF_8));
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
            return ServerInfo.parse(Files.readString(folder.resolve(SERVER_FILE)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static String why(IOException e) {
        boolean fullDisk = String.valueOf(e.getMessage()).contains("No space left on device");
        return fullDisk ? "the disk is full: make room on it (" + e + ")" : e.toString();
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
                        + owner.startedAt()
                        + "). Open that address, send experiments to it (POST /api/v1/experiments), stop it, or choose another"
                        + " with --data DIR.",
                owner);
    }
}
