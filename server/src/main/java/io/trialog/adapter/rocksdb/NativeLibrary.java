package io.trialog.adapter.rocksdb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.rocksdb.NativeLibraryLoader;
import org.rocksdb.RocksDB;

/**
 * Loads the native library on first use. RocksDB unpacks it to a temporary file of 17 MB that it deletes at a normal exit
 * only; here the file goes as soon as it is loaded, so that killed servers leave nothing behind.
 */
final class NativeLibrary {

    private static boolean loaded;

    private NativeLibrary() {}

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
            throw new UncheckedIOException("RocksDB library: cannot unpack to the temporary folder", e);
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
