package io.trialog.adapter.rocksdb;

import io.trialog.port.EventLogException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.rocksdb.NativeLibraryLoader;
import org.rocksdb.RocksDB;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads the native library on first use. RocksDB unpacks it to a temporary file of 17 MB that it deletes at a normal exit
 * only; here the file goes as soon as it is loaded, so that killed servers leave nothing behind.
 */
final class NativeLibrary {

    private static final Logger LOG = LoggerFactory.getLogger(NativeLibrary.class);

    private static boolean loaded;

    private NativeLibrary() {}

    /** Begins to load it, on a thread of its own. What fails is told to who needs it. */
    static void prepare() {
        Thread thread = new Thread(
                () -> {
                    try {
                        load();
                    } catch (EventLogException | UnsatisfiedLinkError e) {
                        LOG.debug("the library of RocksDB cannot be loaded yet", e);
                    }
                },
                "trialog-native-library");
        thread.setDaemon(true);
        thread.start();
    }

    static synchronized void load() {
        if (loaded) {
            return;
        }
        try {
            Path unpacked = Files.createTempDirectory(
                    "trialog-native-" + ProcessHandle.current().pid() + "-");
            try {
                NativeLibraryLoader.getInstance().loadLibrary(unpacked.toString());
            } finally {
                deleteIfPossible(unpacked);
            }
        } catch (IOException e) {
            throw new EventLogException(
                    "RocksDB library: cannot unpack to " + System.getProperty("java.io.tmpdir") + ": " + e
                            + "; make room there, or choose another folder with -Djava.io.tmpdir=FOLDER",
                    e);
        }
        RocksDB.loadLibrary();
        loaded = true;
    }

    /** Windows keeps a loaded file; there it goes at exit. */
    private static void deleteIfPossible(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                file.toFile().delete();
            }
        }
        folder.toFile().delete();
    }
}
