package io.trialog.adapter.kafka;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work with brokers on a thread of its own, which begins again whenever it fails: nothing that brokers do ends it, only {@link
 * #close} does. Failures that do not pass by themselves are told once.
 */
final class BrokerLoop {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerLoop.class);

    /** So often a failure that may pass is not worth a word. */
    static final int PATIENT_FAILURES = 5;

    private final Thread thread;
    private final BooleanSupplier isAway;
    private final Outage trouble;
    private final Duration pause;
    private volatile boolean closing;
    private int failures; // of its own thread

    /**
     * @param isAway whether brokers are known not to answer, which somebody else tells
     * @param trouble told of failures
     * @param pause after a failure
     * @param task all that the thread does; calls {@link #repeat}
     */
    BrokerLoop(String name, BooleanSupplier isAway, Outage trouble, Duration pause, Runnable task) {
        this.isAway = isAway;
        this.trouble = trouble;
        this.pause = pause;
        this.thread = new Thread(() -> run(task), name);
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    boolean isClosing() {
        return closing;
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (InterruptException e) {
            LOG.debug("told to end", e);
        }
    }

    /** Works until this is closed. The work returns when it wants to begin anew. Its own thread calls it. */
    void repeat(Runnable work) {
        while (!closing) {
            try {
                work.run();
            } catch (InterruptException e) {
                LOG.debug("told to end", e);
            } catch (RuntimeException e) {
                failed(e);
                rest();
            }
        }
    }

    /** To be told now and then by the work: it works. */
    void works() {
        failures = 0;
        trouble.end();
    }

    private void failed(RuntimeException failure) {
        LOG.debug("{} failed [failures: {}]", thread.getName(), failures + 1, failure);
        if (failure instanceof RetriableException && isAway.getAsBoolean()) {
            // and when brokers are back, what they do not know yet may still pass
            failures = 0;
            return;
        }
        failures++;
        boolean mayPass = failure instanceof AuthenticationException // who looks whether brokers answer tells
                || (!(failure instanceof AuthorizationException) && failures < PATIENT_FAILURES);
        if (!mayPass) {
            trouble.begin(failure);
        }
    }

    private void rest() {
        if (closing) {
            return;
        }
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            LOG.debug("told to end", e);
        }
    }

    /** Interrupts the work, and waits for its end; no longer than the given time. */
    void close(Duration atMost) {
        closing = true;
        thread.interrupt();
        try {
            thread.join(atMost.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
