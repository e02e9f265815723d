package io.trialog.benchmarks.reports;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * Finds the answer in what a connection has received: as much of HTTP/1.1 as servers use that know the length of what they
 * say. Not thread-safe.
 */
final class AnswerReader {

    private static final byte[] HEAD_END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ACCEPTED = "\"accepted\"".getBytes(StandardCharsets.US_ASCII);
    private static final String LENGTH = "content-length:";
    private static final String STATUS = "http/1.1 ";

    private byte[] bytes = new byte[16 * 1024];
    private int size;

    /** Takes in what has come. */
    void add(ByteBuffer received) {
        int more = received.remaining();
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
        received.get(bytes, size, more);
        size += more;
    }

    /** Whether the whole answer is here. */
    boolean isComplete() {
        int head = headLength();
        return head > 0 && size >= head + bodyLength(head);
    }

    /** The status of a complete answer. */
    int status() {
        String head = head(headLength());
        return Integer.parseInt(head.substring(STATUS.length(), STATUS.length() + 3));
    }

    /** How many reports a complete answer calls accepted. */
    int accepted() {
        int count = 0;
        for (int at = indexOf(ACCEPTED, headLength()); at >= 0; at = indexOf(ACCEPTED, at + ACCEPTED.length)) {
            count++;
        }
        return count;
    }

    /** Everything that has come, for error messages. */
    String text() {
        return new String(bytes, 0, size, StandardCharsets.UTF_8);
    }

    /** Forgets a complete answer. */
    void clear() {
        size = 0;
    }

    /** The length of the head with its end, or 0 while it is not complete. */
    private int headLength() {
        int end = indexOf(HEAD_END, 0);
        return end < 0 ? 0 : end + HEAD_END.length;
    }

    private int bodyLength(int headLength) {
        String head = head(headLength);
        int at = head.indexOf(LENGTH);
        if (!head.startsWith(STATUS) || at < 0) {
            throw new IllegalStateException("answer (expected: HTTP/1.1 with Content-Length): " + text());
        }
        return Integer.parseInt(
                head.substring(at + LENGTH.length(), head.indexOf('\r', at)).trim());
    }

    private String head(int headLength) {
        return new String(bytes, 0, headLength, StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT);
    }

    private int indexOf(byte[] wanted, int from) {
        for (int at = from; at <= size - wanted.length; at++) {
            int matched = 0;
            while (matched < wanted.length && bytes[at + matched] == wanted[matched]) {
                matched++;
            }
            if (matched == wanted.length) {
                return at;
            }
        }
        return -1;
    }
}
