package io.trialog.sdk;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Tells the test of every failed delivery. */
final class WatchedDelivery implements Delivery {

    private final Delivery delivery;
    private final Semaphore failures = new Semaphore(0);
    private final AtomicInteger heartbeats = new AtomicInteger();

    WatchedDelivery(Delivery delivery) {
        this.delivery = delivery;
    }

    @Override
    public ServerAddress address() {
        return delivery.address();
    }

    @Override
    public Answer postReports(List<Report> reports, Duration timeout) throws DeliveryException, InterruptedException {
        try {
            return delivery.postReports(reports, timeout);
        } catch (DeliveryException failure) {
            failures.release();
            throw failure;
        }
    }

    @Override
    public Answer postHeartbeat(Duration timeout) throws DeliveryException, InterruptedException {
        heartbeats.incrementAndGet();
        try {
            return delivery.postHeartbeat(timeout);
        } catch (DeliveryException failure) {
            failures.release();
            throw failure;
        }
    }

    @Override
    public void abort() {
        delivery.abort();
    }

    /** How many were tried. */
    int heartbeats() {
        return heartbeats.get();
    }

    void awaitFailures(int count) throws InterruptedException {
        if (!failures.tryAcquire(count, FakeServer.PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("fewer than " + count + " failed deliveries");
        }
    }
}
