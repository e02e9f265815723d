package io.trialog.adapter.http;

import java.time.Duration;

/**
 * Sizes and times of the HTTP server.
 *
 * @param eventLoops threads that serve connections
 * @param maxBodyBytes the largest request body accepted
 * @param heartbeat pause between the comments that keep event streams alive
 * @param recentChanges how many changes are kept ready for event streams; viewers that are further behind read the log
 * @param recentBytes how many bytes of them are kept at most
 * @param chunkBytes about how much of a long answer is made at a time
 * @param webRoot class path folder of the web page, without a slash at the end
 */
record HttpSettings(
        int eventLoops,
        int maxBodyBytes,
        Duration heartbeat,
        int recentChanges,
        long recentBytes,
        int chunkBytes,
        String webRoot) {

    static final HttpSettings DEFAULT =
            new HttpSettings(2, 1 << 20, Duration.ofSeconds(15), 1024, 8 << 20, 64 * 1024, "io/trialog/web/static");

    HttpSettings {
        if (eventLoops < 1) {
            throw new IllegalArgumentException("eventLoops: " + eventLoops + " (expected: >= 1)");
        }
        if (recentChanges < 1) {
            throw new IllegalArgumentException("recentChanges: " + recentChanges + " (expected: >= 1)");
        }
    }
}
