package io.trialog.adapter.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * A part of a text file that somebody may be writing. Whole characters of UTF-8: one that is cut by the end of what is there
 * comes with the next part, and what is no UTF-8 is shown as U+FFFD.
 *
 * @param size how many bytes the file had
 * @param from where in the file the text begins, in bytes
 * @param next where the part behind this one begins, in bytes
 * @param text what it says
 */
record OutputPart(long size, long from, long next, String text) {

    /** As many bytes as a character can have in UTF-8. */
    static final int MIN_BYTES = 4;

    /**
     * The end of a file, begun at a line if there is one that begins in it.
     *
     * @param limit how many bytes at most, {@link #MIN_BYTES} or more
     * @throws java.nio.file.NoSuchFileException when there is no such file
     */
    static OutputPart last(Path file, int limit) throws IOException {
        try (SeekableByteChannel channel = open(file)) {
            long size = channel.size();
            long start = Math.max(0, size - limit);
            boolean isCut = start > 0;
            // from the byte before on, which tells whether a line begins right there
            byte[] bytes = read(channel, isCut ? start - 1 : 0, (int) (size - start) + (isCut ? 1 : 0));
            return of(size, isCut ? start - 1 : 0, bytes, isCut ? firstLine(bytes) : 0);
        }
    }

    /**
     * What a file has from a byte on; empty when it ends before that.
     *
     * @param limit how many bytes at most, {@link #MIN_BYTES} or more
     * @throws java.nio.file.NoSuchFileException when there is no such file
     */
    static OutputPart from(Path file, long from, int limit) throws IOException {
        try (SeekableByteChannel channel = open(file)) {
            long size = channel.size();
            long start = Math.min(from, size);
            byte[] bytes = read(channel, start, (int) Math.min(limit, size - start));
            return of(size, start, bytes, start == 0 ? 0 : firstCharacter(bytes, 0));
        }
    }

    private static OutputPart of(long size, long start, byte[] bytes, int begin) {
        int end = Math.max(begin, wholeCharacters(bytes));
        String text = new String(bytes, begin, end - begin, StandardCharsets.UTF_8);
        return new OutputPart(size, start + begin, start + end, text);
    }

    private static SeekableByteChannel open(Path file) throws IOException {
        return Files.newByteChannel(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
    }

    /** As many bytes as are wanted; fewer when the file has become shorter. */
    private static byte[] read(SeekableByteChannel channel, long from, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count);
        channel.position(from);
        while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
            // until it is full or the file ends
        }
        byte[] read = new byte[bytes.position()];
        bytes.flip().get(read);
        return read;
    }

    /** Behind the first end of a line that something follows; where there is none, behind the first byte. */
    private static int firstLine(byte[] bytes) {
        for (int i = 0; i < bytes.length - 1; i++) {
            if (bytes[i] == '\n') {
                return i + 1;
            }
        }
        return firstCharacter(bytes, Math.min(1, bytes.length));
    }

    /** Behind what continues a character that began before. */
    private static int firstCharacter(byte[] bytes, int from) {
        int begin = from;
        while (begin < bytes.length && begin - from < MIN_BYTES - 1 && isContinuation(bytes[begin])) {
            begin++;
        }
        return begin;
    }

    /** Before a last character of which bytes are missing; else the end. */
    private static int wholeCharacters(byte[] bytes) {
        for (int i = bytes.length - 1; i >= 0 && bytes.length - i < MIN_BYTES; i--) {
            if (!isContinuation(bytes[i])) {
                return length(bytes[i]) > bytes.length - i ? i : bytes.length;
            }
        }
        return bytes.length;
    }

    private static boolean isContinuation(byte value) {
        return (value & 0xC0) == 0x80;
    }

    /** How many bytes a character has that begins so; 1 where none does. */
    private static int length(byte first) {
        int value = first & 0xFF;
        if (value >= 0xF0 && value < 0xF5) {
            return 4;
        }
        if (value >= 0xE0 && value < 0xF0) {
            return 3;
        }
        return value >= 0xC2 && value < 0xE0 ? 2 : 1;
    }
}
