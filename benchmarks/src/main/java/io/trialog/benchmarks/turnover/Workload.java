package io.trialog.benchmarks.turnover;

import java.time.Duration;
import java.util.Locale;

/**
 * Trials that are run one after the other on some slots.
 *
 * @param name also the id of their experiment
 * @param runMillis how long each sleeps
 */
record Workload(String name, int trials, int slots, int runMillis) {

    private static final String STAMP = "echo \"$EPOCHREALTIME\"";

    /** Left behind for the server instead of sent: what a trial's client costs is not the subject. */
    private static final String RESULT =
            "echo '{\"sequence\": 0, \"kind\": \"final\", \"value\": 1.0}' >\"$TRIALOG_REPORT_SPOOL\"";

    /** What each trial does: bash alone, besides sleep if it is to sleep. It prints its {@link Stamps}. */
    String command() {
        String sleep = runMillis == 0 ? "" : String.format(Locale.ROOT, "; sleep %.3f", runMillis / 1e3);
        return STAMP + sleep + "; " + RESULT + "; " + STAMP;
    }

    /** How long they take at best, when trials take just as long as they sleep and follow each other at once. */
    Duration ideal() {
        return Duration.ofMillis((long) runMillis * ((trials + slots - 1) / slots));
    }
}
