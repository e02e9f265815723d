package io.trialog.sdk;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Tells the test of every failed delivery. */
final class WatchedDelivery implements Delivery {

    private final Delivery delivery;
    private final Semaphore failures = new Semaphore(0);

    WatchedDelivery(Delivery delivery) {
        this.delivery = delivery;
    }

    @Override
    public ServerAddress address() {
        return delivery.address();
    }

    @Override
    public Answer post(String body, Duration timeout) throws DeliveryException, InterruptedException {
        try {
            return delivery.post(body, timeout);
        } catch (DeliveryException failure) {
            failures.release();
            throw failure;
        }
    }

    void awaitFailures(int count) throws InterruptedException {
        if (!failures.tryAcquire(count, FakeServer.PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("fewer than " + count + " failed deliveries");
        }
    }
}
