package io.trialog.adapter.snapshot;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.trialog.adapter.json.PlainLines;
import io.trialog.port.SnapshotHeader;
import io.trialog.port.SnapshotLine;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The form of a snapshot: a line that says what it is of, a line for each entity, and a line with the number of lines before it and the
 * CRC-32C of their bytes, by which one knows that nothing is missing or changed.
 *
 * <pre>
 * {"snapshot":"STATE","layout":1,"position":123456,"takenAt":"2026-11-24T10:00:00Z","server":"0.1.0","event":"1c291ca3"}
 * {"entity":"trial","experiment":"q3kx9abd","number":0,"state":"RUNNING", ... }
 * {"lines":2,"crc32c":"9f4c2a10"}
 * </pre>
 */
final class SnapshotFile {

    private static final int BLOCK_BYTES = 1 << 16;
    private static final int MAX_TRAILER_BYTES = 128;

    private SnapshotFile() {}

    /** Writes a snapshot and has the system put it on disk. */
    static void write(Path file, SnapshotHeader header, Stream<SnapshotLine> lines) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            CheckedOutputStream checked = new CheckedOutputStream(Channels.newOutputStream(channel), new CRC32C());
            OutputStream out = new BufferedOutputStream(checked, BLOCK_BYTES);
            LongAdder count = new LongAdder();
            try (PlainLines.Writer writer = new PlainLines.Writer(out)) {
                // pushed, not pulled: an iterator over a flattened stream would hold all lines in memory
                Stream.concat(Stream.of(line(header)), lines).forEachOrdered(line -> {
                    write(writer, line);
                    count.increment();
                });
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
            out.write('\n');
            out.flush();
            out.write(trailer(count.sum(), checked.getChecksum().getValue()).getBytes(UTF_8));
            out.flush();
            channel.force(true);
        }
    }

    private static void write(PlainLines.Writer writer, SnapshotLine line) {
        try {
            writer.write(line.fields());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is wrong with the bytes of a file; null when it is whole. */
    static @Nullable String damage(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            String found = lastLine(channel);
            long end = channel.size() - found.length();
            CRC32C crc = new CRC32C();
            long lines = 0;
            byte[] bytes = new byte[BLOCK_BYTES];
            ByteBuffer block = ByteBuffer.wrap(bytes);
            channel.position(0);
            for (long left = end; left > 0; left -= block.position()) {
                block.clear().limit((int) Math.min(left, BLOCK_BYTES));
                if (channel.read(block) < 0) {
                    return "it became shorter while it was read";
                }
                lines += ends(bytes, block.position());
                crc.update(bytes, 0, block.position());
            }
            String expected = trailer(lines, crc.getValue());
            return found.equals(expected) ? null : "its last line is not " + expected.strip() + ": it is damaged";
        }
    }

    /** Reads the lines of a file that is whole. */
    static <T> T read(Path file, BiFunction<SnapshotHeader, Stream<SnapshotLine>, T> reader) throws IOException {
        try (PlainLines.Reader lines = new PlainLines.Reader(Files.newInputStream(file))) {
            Map<String, @Nullable Object> first = lines.next();
            if (first == null) {
                throw new IllegalArgumentException("it is empty");
            }
            Iterator<SnapshotLine> entities = new Entities(lines);
            return reader.apply(
                    header(new SnapshotLine(first)),
                    StreamSupport.stream(Spliterators.spliteratorUnknownSize(entities, Spliterator.ORDERED), false));
        }
    }

    private static SnapshotLine line(SnapshotHeader header) {
        return new SnapshotLine(Map.of())
                .withText("snapshot", header.kind())
                .with("layout", header.layout())
                .with("position", header.position())
                .withText("takenAt", header.takenAt())
                .with("server", header.server())
                .with("event", hex(header.eventChecksum()));
    }

    private static SnapshotHeader header(SnapshotLine line) {
        return new SnapshotHeader(
                line.constant("snapshot", SnapshotHeader.Kind.class),
                Math.toIntExact(line.whole("layout")),
                line.whole("position"),
                line.instant("takenAt"),
                line.text("server"),
                Long.parseLong(line.text("event"), 16));
    }

    private static String trailer(long lines, long crc) {
        return "{\"lines\":" + lines + ",\"crc32c\":\"" + hex(crc) + "\"}\n";
    }

    private static String hex(long crc) {
        return String.format(Locale.ROOT, "%08x", crc);
    }

    /** The last line with its end; all of a short file without ends. */
    private static String lastLine(FileChannel channel) throws IOException {
        long size = channel.size();
        ByteBuffer tail = ByteBuffer.allocate((int) Math.min(size, MAX_TRAILER_BYTES));
        channel.position(size - tail.capacity());
        while (tail.hasRemaining() && channel.read(tail) >= 0) {
            // a channel may give less than was asked for
        }
        String text = new String(tail.array(), ISO_8859_1);
        int before = text.lastIndexOf('\n', text.length() - 2);
        return text.substring(before + 1);
    }

    private static int ends(byte[] bytes, int length) {
        int ends = 0;
        for (int i = 0; i < length; i++) {
            if (bytes[i] == '\n') {
                ends++;
            }
        }
        return ends;
    }

    /** The lines between the first and the last. */
    private static final class Entities implements Iterator<SnapshotLine> {

        private final PlainLines.Reader lines;
        private @Nullable Map<String, @Nullable Object> next;

        Entities(PlainLines.Reader lines) {
            this.lines = lines;
            this.next = read();
        }

        @Override
        public boolean hasNext() {
            return next != null && !next.containsKey("crc32c");
        }

        @Override
        public SnapshotLine next() {
            if (next == null) {
                throw new NoSuchElementException("the snapshot is at its end");
            }
            SnapshotLine line = new SnapshotLine(next);
            next = read();
            return line;
        }

        private @Nullable Map<String, @Nullable Object> read() {
            try {
                return lines.next();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
