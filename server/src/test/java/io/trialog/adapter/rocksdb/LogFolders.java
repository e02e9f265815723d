package io.trialog.adapter.rocksdb;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trialog.adapter.json.EventCodec;
import io.trialog.event.RecordedEvent;
import io.trialog.port.EventLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.rocksdb.RocksDBException;

/** What tests do to the files of a log. */
final class LogFolders {

    private LogFolders() {}

    static List<RecordedEvent> all(EventLog log) {
        List<RecordedEvent> events = new ArrayList<>();
        log.read(1, events::add);
        return events;
    }

    /** A log as servers wrote it before events could share an entry. */
    static void writeFormat1(Path folder, List<RecordedEvent> events) throws RocksDBException {
        EventCodec codec = new EventCodec();
        try (Store store = Store.open(folder)) {
            store.db().put(store.meta(), LogFormat.FORMAT, "1".getBytes(UTF_8));
            store.db().put(store.meta(), LogFormat.SERVER, "0.1.0".getBytes(UTF_8));
            for (RecordedEvent event : events) {
                store.db().put(store.events(), Positions.key(event.position()), codec.encode(event));
            }
        }
    }

    /** The only file of this kind that has anything in it. */
    static Path only(Path folder, String suffix) throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path file : files(folder)) {
            if (file.toString().endsWith(suffix) && Files.size(file) > 0) {
                found.add(file);
            }
        }
        if (found.size() != 1) {
            throw new AssertionError(suffix + " files: " + found + " (expected: one)");
        }
        return found.get(0);
    }

    static Path copy(Path folder, Path to) throws IOException {
        Files.createDirectories(to);
        for (Path file : files(folder)) {
            Files.copy(file, to.resolve(file.getFileName()));
        }
        return to;
    }

    static void flip(Path file, long bit) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[(int) (bit / 8)] ^= (byte) (1 << (bit % 8));
        Files.write(file, bytes);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
