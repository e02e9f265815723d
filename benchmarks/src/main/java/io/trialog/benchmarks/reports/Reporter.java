package io.trialog.benchmarks.reports;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * One trial that reports over one connection: makes requests with the next reports and counts those that were acknowledged.
 * Not thread-safe.
 */
final class Reporter {

    private static final int VALUES = 1024;
    private static final byte[] VALUE = ascii(",\"kind\":\"intermediate\",\"value\":");
    private static final byte[] AT = ascii(",\"at\":\"");
    private static final byte[] END = ascii("\"}");
    private static final byte[][] SAMPLES = samples();

    private final Invitation invitation;
    private final byte[] head;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private long next;
    private long acknowledged;

    /** A trial that reports to this server. */
    Reporter(URI server, Invitation invitation) {
        this.invitation = invitation;
        this.head = ascii("POST " + invitation.path() + " HTTP/1.1\r\nHost: " + server.getAuthority()
                + "\r\nAuthorization: Bearer " + invitation.token()
                + "\r\nContent-Type: application/json\r\nContent-Length: ");
    }

    /** A request with the next reports, of numbers with all their digits. */
    ByteBuffer request(int reports) {
        byte[] at = ascii(Instant.now().toString());
        body.reset();
        body.writeBytes(ascii("{\"reports\":["));
        for (int i = 0; i < reports; i++) {
            body.writeBytes(ascii((i == 0 ? "" : ",") + "{\"sequence\":" + next));
            body.writeBytes(VALUE);
            body.writeBytes(SAMPLES[(int) (next % VALUES)]);
            body.writeBytes(AT);
            body.writeBytes(at);
            body.writeBytes(END);
            next++;
        }
        body.writeBytes(ascii("]}"));
        byte[] length = ascii(body.size() + "\r\n\r\n");
        return ByteBuffer.allocate(head.length + length.length + body.size())
                .put(head)
                .put(length)
                .put(body.toByteArray())
                .flip();
    }

    /** Counts reports that the server says it has. */
    void acknowledge(int reports) {
        acknowledged += reports;
    }

    /** The trial's id. */
    String trial() {
        return invitation.key().trialId();
    }

    /** How many reports the server says it has: those numbered 0 to this, exclusive. */
    long acknowledged() {
        return acknowledged;
    }

    private static byte[][] samples() {
        SplittableRandom random = new SplittableRandom(42);
        byte[][] samples = new byte[VALUES][];
        for (int i = 0; i < VALUES; i++) {
            samples[i] = ascii(String.format(Locale.ROOT, "%.16f", random.nextDouble()));
        }
        return samples;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
