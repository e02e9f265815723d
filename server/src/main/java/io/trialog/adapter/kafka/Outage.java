package io.trialog.adapter.kafka;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** A time in which something does not work: one warning at its beginning, one line at its end. Any thread. */
final class Outage {

    private final Logger log;
    private final String begins;
    private final String ends;
    private final LongSupplier nanos;
    private @Nullable Long since;

    /**
     * @param begins what the warning says: {@code Kafka does not answer [h1:9092]: %s. Trials go on.}, with the cause for %s
     * @param ends what the end says: {@code Kafka answers again [h1:9092], after %s}, with the time for %s
     * @param nanos a clock that only goes forward
     */
    Outage(Logger log, String begins, String ends, LongSupplier nanos) {
        this.log = log;
        this.begins = begins;
        this.ends = ends;
        this.nanos = nanos;
    }

    /** It does not work. */
    synchronized void begin(Throwable cause) {
        if (since == null) {
            since = nanos.getAsLong();
            log.warn(String.format(begins, reason(cause)));
        }
    }

    /** It works. */
    synchronized void end() {
        if (since != null) {
            Duration length = Duration.ofNanos(nanos.getAsLong() - since);
            since = null;
            log.info(String.format(ends, length.toSeconds() + " s"));
        }
    }

    synchronized boolean isOn() {
        return since != null;
    }

    /** What people need of a failure: the first message that is one, without the wrappers. */
    static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null
                && (cause instanceof ExecutionException
                        || cause.getMessage() == null
                        || cause.getMessage().startsWith("Failed to "))) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
