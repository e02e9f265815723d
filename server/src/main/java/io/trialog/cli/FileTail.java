package io.trialog.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The last lines of a file that somebody may be writing. */
final class FileTail {

    private static final int MAX_BYTES = 64 * 1024;

    private FileTail() {}

    /** At most so many lines, fit for a terminal; none when there is no such file. */
    static List<String> of(Path file, int count) {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            long from = Math.max(0, channel.size() - MAX_BYTES);
            ByteBuffer bytes = ByteBuffer.allocate((int) (channel.size() - from));
            channel.position(from);
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // on
            }
            String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
            // of lines that were written over (progress bars) the last state
            List<String> lines = text.lines()
                    .map(line -> line.substring(line.lastIndexOf('\r') + 1))
                    .map(PrintableText::of)
                    .toList();
            return lines.subList(Math.max(0, lines.size() - count), lines.size());
        } catch (IOException e) {
            return List.of();
        }
    }
}
