package io.trialog.sdk;

import java.time.Duration;

/**
 * How patient and how large the reporter is.
 *
 * @param batchReports reports in a request
 * @param batchCharacters characters (all ASCII) in a request
 * @param inMemory when more reports wait, the spool file takes the further ones
 * @param inMemoryWithoutSpool when more wait and there is no usable spool file, intermediate reports are dropped
 * @param refillBytes how much is read back from the spool file at a time; more than the longest line
 * @param firstPause after the first failed delivery; it doubles with each further one
 * @param longestPause where doubling ends
 * @param longestRetryAfter what a server may ask for
 * @param requestTimeout for one request and its answer
 * @param heartbeatTimeout for a heartbeat and its answer; reports wait for one that is on its way
 * @param exit how long the end of the program waits for deliveries
 * @param exitWhileBusy the same while the server answers 429
 * @param tellOutageAfter how long an outage lasts before the user is told
 */
record ReporterLimits(
        int batchReports,
        int batchCharacters,
        int inMemory,
        int inMemoryWithoutSpool,
        int refillBytes,
        Duration firstPause,
        Duration longestPause,
        Duration longestRetryAfter,
        Duration requestTimeout,
        Duration heartbeatTimeout,
        Duration exit,
        Duration exitWhileBusy,
        Duration tellOutageAfter) {

    /** What the trial protocol says, section 4; the sizes are well within its section 2. */
    static final ReporterLimits PROTOCOL = new ReporterLimits(
            100,
            512 * 1024,
            10_000,
            100_000,
            1024 * 1024,
            Duration.ofMillis(100),
            Duration.ofSeconds(5),
            Duration.ofSeconds(60),
            Duration.ofSeconds(30),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(60),
            Duration.ofSeconds(5));
}
