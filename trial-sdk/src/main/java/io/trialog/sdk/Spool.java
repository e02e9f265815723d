package io.trialog.sdk;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The file that keeps the reports that could not be delivered, one JSON object a line.
 *
 * <p>What is written survives the death of the process; a death in the midst of an append may cut its last line short, which
 * readers skip.
 *
 * <p>Guarded by the queue's lock. Plain streams, not a channel: a channel closes when a thread that writes is interrupted, and
 * it is the training's threads that write here.
 */
final class Spool {

    private final @Nullable Path file;
    private final Consumer<String> messages;
    private @Nullable FileOutputStream out;
    private boolean usable;

    Spool(@Nullable Path file, Consumer<String> messages) {
        this.file = file;
        this.messages = messages;
        this.usable = file != null;
    }

    /** Whether there is a file to write to, as far as known. */
    boolean usable() {
        return usable;
    }

    /** Appends the lines; {@code false}, after a message, when the file cannot be written. */
    boolean append(List<String> lines) {
        if (!usable || file == null) {
            return false;
        }
        try {
            if (out == null) {
                out = new FileOutputStream(file.toFile(), true);
            }
            out.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.US_ASCII));
            return true;
        } catch (IOException broken) {
            usable = false;
            messages.accept("cannot write the report spool " + file + ": " + broken.getMessage()
                    + "; undelivered reports wait in memory only");
            return false;
        }
    }

    /** The file's length in bytes. */
    long size() {
        return file == null ? 0 : file.toFile().length();
    }

    /**
     * Reads whole lines.
     *
     * @param offset where to begin, in bytes
     * @param maxBytes how much to read at most; more than the longest line
     */
    Lines read(long offset, int maxBytes) throws IOException {
        if (file == null) {
            return new Lines(List.of(), offset);
        }
        byte[] bytes = new byte[maxBytes];
        int length = 0;
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            in.seek(offset);
            int read = in.read(bytes);
            while (read > 0) {
                length += read;
                read = in.read(bytes, length, maxBytes - length);
            }
        }
        List<String> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < length; i++) {
            if (bytes[i] == '\n') {
                lines.add(new String(bytes, start, i - start, StandardCharsets.US_ASCII));
                start = i + 1;
            }
        }
        return new Lines(lines, offset + start);
    }

    @Override
    public String toString() {
        return String.valueOf(file);
    }

    /** Lines of the file, and the offset after them. */
    record Lines(List<String> lines, long end) {}
}
