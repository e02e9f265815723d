package io.trialog.sdk;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long deliveries have failed, and how long to pause before the next one. Used by one thread at a time. */
final class Outage {

    private final ReporterLimits limits;
    private Duration nextPause;
    private @Nullable Long sinceNanos;
    private boolean told;

    Outage(ReporterLimits limits) {
        this.limits = limits;
        this.nextPause = limits.firstPause();
    }

    /** The pause before the next delivery: each twice as long as the last. */
    Duration pause() {
        Duration pause = nextPause;
        Duration doubled = pause.multipliedBy(2);
        nextPause = doubled.compareTo(limits.longestPause()) < 0 ? doubled : limits.longestPause();
        return pause;
    }

    /** Whether the last delivery failed. */
    boolean lasts() {
        return sinceNanos != null;
    }

    /** Begins with short pauses again. */
    void shortenPauses() {
        nextPause = limits.firstPause();
    }

    /** Notes a failed delivery; whether it is time to tell the user, once. */
    boolean mustBeTold(long nowNanos) {
        if (sinceNanos == null) {
            sinceNanos = nowNanos;
        }
        if (told || nowNanos - sinceNanos < limits.tellOutageAfter().toNanos()) {
            return false;
        }
        told = true;
        return true;
    }

    /** Notes a successful delivery; whether the user was told of the outage that it ends. */
    boolean over() {
        boolean wasTold = told;
        told = false;
        sinceNanos = null;
        shortenPauses();
        return wasTold;
    }
}
