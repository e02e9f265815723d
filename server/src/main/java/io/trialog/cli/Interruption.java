package io.trialog.cli;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.IntConsumer;

/** Somebody's wish to end: Ctrl-C, or a signal of the system. Safe for use by any thread. */
final class Interruption {

    private static final int SIGNAL_BASE = 128;

    private final CountDownLatch requested = new CountDownLatch(1);
    private final AtomicInteger signal = new AtomicInteger();
    private final BiConsumer<String, IntConsumer> signals;
    private final IntConsumer atOnce;

    /**
     * Nobody wishes yet.
     *
     * @param signals registers a handler for a signal by name; {@link Signals#handle}
     * @param atOnce called with the exit code at the second signal, when the orderly end takes too long for somebody
     */
    Interruption(BiConsumer<String, IntConsumer> signals, IntConsumer atOnce) {
        this.signals = signals;
        this.atOnce = atOnce;
    }

    /** From now on, signals no longer end this process by themselves. */
    void listen() {
        for (String name : new String[] {"INT", "TERM", "HUP"}) {
            signals.accept(name, this::signal);
        }
    }

    /** The same wish, not by a signal: it never ends anything at once, however often it comes. */
    void request() {
        requested.countDown();
    }

    /** The same wish, when this completes. */
    void on(CompletableFuture<Void> wish) {
        CompletableFuture<Void> unused = wish.thenRun(this::request);
    }

    private void signal(int number) {
        if (!signal.compareAndSet(0, number)) {
            atOnce.accept(SIGNAL_BASE + number);
        }
        requested.countDown();
    }

    boolean isRequested() {
        return requested.getCount() == 0;
    }

    /** The exit code that tells of the signal. */
    int exitCode() {
        int number = signal.get();
        return number == 0 ? ExitCode.INTERRUPTED : SIGNAL_BASE + number;
    }

    /** Waits for it. */
    void await() {
        while (!isRequested()) {
            pause(60_000);
        }
    }

    /** Waits a while, or until it comes. */
    void pause(long millis) {
        try {
            boolean unused = requested.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            requested.countDown();
        }
    }
}
