package io.trialog.trainingservice.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The end of a text file, for people. */
final class FileTail {

    private static final int MAX_BYTES = 2048;

    private FileTail() {}

    /** The last lines, 2 kB at most; empty when the file cannot be read. */
    static String of(Path file) {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            long from = Math.max(0, channel.size() - MAX_BYTES);
            ByteBuffer bytes = ByteBuffer.allocate(MAX_BYTES);
            channel.position(from);
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // until it is full or the file ends
            }
            String text = StandardCharsets.UTF_8.decode(bytes.flip()).toString();
            int firstBreak = text.indexOf('\n');
            boolean cut = from > 0 && firstBreak >= 0 && firstBreak < text.length() - 1;
            return (cut ? text.substring(firstBreak + 1) : text).strip();
        } catch (IOException e) {
            return "";
        }
    }
}
